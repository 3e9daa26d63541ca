import { listSessions as findSessions } from "@/lib/data/sessions";
import { describeDevice } from "@/lib/domain/sessions/describe-device";
import type { SessionList } from "@/lib/schemas/sessions";
import { authorizeUser } from "../authorize";
import type { ServiceContext } from "../context";

const DAY_MS = 24 * 60 * 60 * 1000;

/** All that is signed in to one's own account, browsers and programs in one list. */
export async function listSessions(context: ServiceContext): Promise<SessionList> {
  const actor = authorizeUser(context, "sessions:manage-own");
  const now = context.now();
  const idleBefore = now.getTime() - context.settings.sessionIdleDays * DAY_MS;
  const rows = await findSessions(context.db, actor.userId, now);
  const live = rows.filter(({ kind, lastSeenAt }) => kind === "api" || lastSeenAt.getTime() > idleBefore);
  return {
    items: live.map((row) => ({
      id: row.id,
      kind: row.kind,
      current: row.id === actor.sessionId,
      device: describeDevice(row.userAgent),
      address: row.address,
      created_at: row.createdAt.toISOString(),
      last_seen_at: row.lastSeenAt.toISOString(),
      expires_at: row.expiresAt.toISOString(),
    })),
  };
}
