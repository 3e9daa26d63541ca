import { listSessions, type SessionRow } from "@/lib/data/sessions";
import { describeDevice } from "@/lib/domain/sessions/describe-device";
import type { SessionView } from "@/lib/schemas/sessions";
import type { Context } from "../../context";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The account's valid sessions. */
export async function findLiveSessions(context: Context<"reading">, userId: string): Promise<SessionRow[]> {
  const now = context.now();
  const idleBefore = now.getTime() - context.settings.sessionIdleDays * DAY_MS;
  const rows = await listSessions(context.db, userId, now);
  return rows.filter(({ kind, lastSeenAt }) => kind === "api" || lastSeenAt.getTime() > idleBefore);
}

/** A session for a reply, without its secrets. */
export function toSessionView(row: SessionRow, currentId: string): SessionView {
  return {
    id: row.id,
    kind: row.kind,
    current: row.id === currentId,
    device: describeDevice(row.userAgent),
    address: row.address,
    created_at: row.createdAt.toISOString(),
    last_seen_at: row.lastSeenAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
  };
}
