import type { Liveness } from "@/lib/schemas/health";
import { authorize } from "../authorize";
import type { Context } from "../context";

/**
 * Reports that the process responds. Doesn't use the database, so that a slow database never gets the process
 * restarted.
 */
export function checkLiveness(context: Context): Liveness {
  authorize(context, "health:read");
  return { status: "live" };
}
