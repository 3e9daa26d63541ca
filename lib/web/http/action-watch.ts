import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@/lib/errors";
import type { Runtime } from "@/lib/runtime";
import type { WholeReply } from "@/lib/web/api/request-and-reply";
import { transportHeaders } from "./headers";
import { malformedForm } from "./page-body";
import { opensPage, refusalReply } from "./refusal-page";
import { replaceReply } from "./replace-reply";

/** Replaces Next's 500 for a page that something unavailable keeps from being rendered by 503 in our words. */
export function watchPage(
  { unavailableRequests, config }: Pick<Runtime, "unavailableRequests" | "config">,
  { headers }: IncomingMessage,
  outgoing: ServerResponse,
  id: string,
): void {
  outgoing.once("close", () => unavailableRequests.delete(id));
  replaceReply(outgoing, (status) =>
    status === 500 && unavailableRequests.has(id)
      ? secured(config, refusalReply(unavailablePage(), id, headers, config))
      : null,
  );
}

/**
 * Replaces Next's reply to an action that never started: Next reads the action's arguments before it runs any of our code,
 * and answers 500, or 400 as bare text, if it can't. Once our code has started, a 500 is a failure of this server and stays.
 */
export function watchAction(
  { watchedActions, config }: Pick<Runtime, "watchedActions" | "config">,
  { headers }: IncomingMessage,
  outgoing: ServerResponse,
  id: string,
): void {
  watchedActions.set(id, "waiting");
  outgoing.once("close", () => watchedActions.delete(id));
  replaceReply(outgoing, (status) => {
    if (watchedActions.get(id) !== "waiting") return null;
    if (status === 500 || status === 400) return secured(config, refusalReply(malformedForm(), id, headers, config));
    // Next's script understands Next's own reply; a browser would show it as bare text.
    if (status === 409 && opensPage(headers)) return secured(config, refusalReply(outdatedPage(), id, headers, config));
    return null;
  });
}

function outdatedPage(): AppError {
  return new AppError("conflict", "This page is out of date, because the server was updated. Open it again.");
}

function unavailablePage(): AppError {
  return new AppError("unavailable", "The service is busy. Try again in a few seconds.", { retryAfterSeconds: 3 });
}

/** With the headers that Next's reply had: replacing it removes them. */
function secured(config: Runtime["config"], reply: WholeReply): WholeReply {
  return { ...reply, headers: { ...reply.headers, ...transportHeaders(config) } };
}
