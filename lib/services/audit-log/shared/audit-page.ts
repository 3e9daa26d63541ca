import { findAuditPage, type AuditFilter, type AuditRow } from "@/lib/data/audit-log";
import { findNames, type UserName } from "@/lib/data/managed-users";
import { describeDevice } from "@/lib/domain/sessions/describe-device";
import { auditActions } from "@/lib/domain/users/audit-actions";
import type { AuditEventView, AuditLogPage } from "@/lib/schemas/audit-log";
import { decodePosition, encodePosition } from "./audit-position";
import type { Context } from "../../context";

/** One page of the audit log, newest first, with the users' current names. */
export async function readAuditPage(
  context: Context<"reading">,
  filter: AuditFilter,
  { size, cursor }: { size: number; cursor?: string | undefined },
): Promise<AuditLogPage> {
  const { rows, next } = await readAuditRows(context, filter, { size, cursor });
  return { items: await toEventViews(context, rows), size, next };
}

/** The rows of one page, newest first, and the cursor of the next page. */
export async function readAuditRows(
  context: Context<"reading">,
  filter: AuditFilter,
  { size, cursor }: { size: number; cursor?: string | undefined },
): Promise<{ rows: AuditRow[]; next: string | null }> {
  const after = cursor === undefined ? null : decodePosition(cursor);
  const found = await findAuditPage(context.longReads, filter, { after, take: size + 1 });
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  return { rows, next: found.length > size && last !== undefined ? encodePosition(last) : null };
}

/** What happened and when, in the form of the API. */
export function describeAuditRow({ id, at, action, outcome }: AuditRow) {
  // Actions of older versions may have no description.
  return { id, at: at.toISOString(), action, description: auditActions[action] ?? action, outcome };
}

/** All events of a filter, newest first, in batches. */
export async function* walkAuditLog(
  context: Context<"reading">,
  filter: AuditFilter,
  size: number,
): AsyncGenerator<AuditEventView[]> {
  for (let after: AuditRow | null = null; ; ) {
    const rows: AuditRow[] = await findAuditPage(context.longReads, filter, { after, take: size });
    if (rows.length > 0) yield await toEventViews(context, rows);
    after = rows.at(-1) ?? null;
    if (rows.length < size) return;
  }
}

async function toEventViews(context: Context<"reading">, rows: readonly AuditRow[]): Promise<AuditEventView[]> {
  const names = await findNames(
    context.db,
    rows.flatMap(({ actorId, targetId }) => [actorId, targetId].filter((id) => id !== null)),
  );
  return rows.map((row) => toEventView(row, names));
}

function toEventView(row: AuditRow, names: ReadonlyMap<string, UserName>): AuditEventView {
  const personOf = (id: string | null): AuditEventView["actor"] =>
    id === null ? null : { id, email: names.get(id)?.email ?? null, full_name: names.get(id)?.fullName ?? null };
  return {
    ...describeAuditRow(row),
    actor: personOf(row.actorId),
    target: personOf(row.targetId),
    session_id: row.sessionId,
    address: row.address,
    device: describeDevice(row.userAgent),
    request_id: row.requestId,
    details: readDetails(row.details),
  };
}

export function readDetails(text: string): Record<string, unknown> {
  const details: unknown = JSON.parse(text);
  return typeof details === "object" && details !== null ? { ...details } : {};
}
