import { isAppError } from "@/lib/errors";
import type { Runtime } from "@/lib/runtime";

/** Records that the action of a watched request has started. */
export function markActionStarted({ watchedActions }: Pick<Runtime, "watchedActions">, id: string | null): void {
  if (id !== null && watchedActions.has(id)) watchedActions.set(id, "started");
}

/** Records that a page could not be rendered, if the reason is that the database or something else is unavailable. */
export function markUnavailable(
  { unavailableRequests }: Pick<Runtime, "unavailableRequests">,
  id: string | null,
  error: unknown,
): void {
  if (id !== null && isAppError(error) && error.code === "unavailable") unavailableRequests.add(id);
}
