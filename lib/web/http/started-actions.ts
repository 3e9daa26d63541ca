import type { Runtime } from "@/lib/runtime";

// The id of the request. Set only by this server, which replaces it in every incoming request.
export const ACTION_ID_HEADER = "x-latchkey-action";

/** Records that the action of a watched request has started. */
export function markActionStarted({ watchedActions }: Pick<Runtime, "watchedActions">, id: string | null): void {
  if (id !== null && watchedActions.has(id)) watchedActions.set(id, "started");
}
