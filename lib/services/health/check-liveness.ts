import type { Liveness } from "@/lib/schemas/health";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";

/** Says that the process answers; it touches nothing else, so that a slow database never gets the process killed. */
export function checkLiveness(context: ServiceContext): Liveness {
  authorize(context, "health:read");
  return { status: "live" };
}
