import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@/lib/errors";
import type { Runtime } from "@/lib/runtime";
import { malformedForm } from "./page-body";
import { opensPage, refusalReply } from "./refusal-page";
import { replaceReply } from "./replace-reply";

/**
 * Replaces Next's reply to an action that never started: Next reads the action's arguments before it runs any of our code,
 * and answers 500, or 400 as bare text, if it can't. Once our code has started, a 500 is a failure of this server and stays.
 */
export function watchAction(
  { watchedActions }: Pick<Runtime, "watchedActions">,
  { headers }: IncomingMessage,
  outgoing: ServerResponse,
  id: string,
): void {
  watchedActions.set(id, "waiting");
  outgoing.once("close", () => watchedActions.delete(id));
  replaceReply(outgoing, (status) => {
    if (watchedActions.get(id) !== "waiting") return null;
    if (status === 500 || status === 400) return refusalReply(malformedForm(), id, headers);
    // Next's script understands Next's own reply; a browser would show it as bare text.
    if (status === 409 && opensPage(headers)) return refusalReply(outdatedPage(), id, headers);
    return null;
  });
}

function outdatedPage(): AppError {
  return new AppError("conflict", "This page is out of date, because the server was updated. Open it again.");
}
