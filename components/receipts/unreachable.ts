import type { ActionState } from "@/lib/action-state";

/** The result of a request that got no response. */
export const unreachable: Extract<ActionState, { status: "refused" }> = {
  status: "refused",
  code: "unavailable",
  message: "The server could not be reached. Try again.",
  fieldErrors: {},
};
