import type { SessionList } from "@/lib/schemas/sessions";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { findManaged } from "./shared/manage-user";
import { findLiveSessions, toSessionView } from "../sessions/shared/session-view";

/** The sessions of a user's account. */
export async function listUserSessions(context: Context<"reading">, { id }: { id: string }): Promise<SessionList> {
  const actor = authorizeUser(context, "users:read");
  const user = await findManaged(context, actor, id, "read-activity");
  const rows = await findLiveSessions(context, user.id);
  return { items: rows.map((row) => toSessionView(row, actor.sessionId)) };
}
