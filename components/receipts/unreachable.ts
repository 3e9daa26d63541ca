import type { ActionState } from "@/lib/action-state";

/** What a question to the server comes to that got no answer. */
export const unreachable: Extract<ActionState, { status: "refused" }> = {
  status: "refused",
  code: "unavailable",
  message: "The server could not be reached. Try again.",
  fieldErrors: {},
};
