import type { SessionList } from "@/lib/schemas/sessions";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { findLiveSessions, toSessionView } from "./shared/session-view";

/** All sessions of your own account, in browsers and API clients. */
export async function listSessions(context: Context<"reading">): Promise<SessionList> {
  const actor = authorizeUser(context, "sessions:manage-own");
  const rows = await findLiveSessions(context, actor.userId);
  return { items: rows.map((row) => toSessionView(row, actor.sessionId)) };
}
