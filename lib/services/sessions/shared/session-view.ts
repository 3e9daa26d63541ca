import { listSessions, type SessionRow } from "@/lib/data/sessions";
import { describeDevice } from "@/lib/domain/sessions/describe-device";
import type { SessionView } from "@/lib/schemas/sessions";
import type { ServiceContext } from "../../context";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is signed in to an account and would still be let in. */
export async function findLiveSessions(context: ServiceContext, userId: string): Promise<SessionRow[]> {
  const now = context.now();
  const idleBefore = now.getTime() - context.settings.sessionIdleDays * DAY_MS;
  const rows = await listSessions(context.db, userId, now);
  return rows.filter(({ kind, lastSeenAt }) => kind === "api" || lastSeenAt.getTime() > idleBefore);
}

/** A session as a reply shows it, without anything that opens it. */
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
