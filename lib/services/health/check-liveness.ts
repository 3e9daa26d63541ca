import type { Liveness } from "@/lib/schemas/health";
import { authorize } from "../authorize";
import type { Context } from "../context";

/** Says that the process answers. Doesn't touch the database, so that a slow one never gets the process restarted. */
export function checkLiveness(context: Context): Liveness {
  authorize(context, "health:read");
  return { status: "live" };
}
