import type { AuditAction } from "@/lib/domain/users/audit-actions";
import type { LongReadDatabase } from "./database";
import { Prisma } from "./generated/sqlite/client";

export type CountedKind = { action: AuditAction; outcome: "success" | "failure" };

type Range = { start: Date; end: Date };

/** The number of events of each kind from `start` to before `end`, in the order of the kinds. */
export async function countEvents(
  db: LongReadDatabase,
  kinds: readonly CountedKind[],
  range: Range,
): Promise<number[]> {
  const rows = await db.$queryRaw<{ place: bigint | number; count: bigint | number }[]>(countSql(kinds, range));
  return kinds.map((_, place) => Number(rows.find((row) => Number(row.place) === place)?.count ?? 0));
}

/** Each count is a range of the index over action, outcome and time, so that it reads no other event. */
export function countSql(kinds: readonly CountedKind[], { start, end }: Range): Prisma.Sql {
  const counts = kinds.map(
    ({ action, outcome }, place) =>
      Prisma.sql`SELECT CAST(${place} AS INTEGER) AS place, count(*) AS count FROM audit_events WHERE action = ${action} AND outcome = ${outcome} AND at >= ${start} AND at < ${end}`,
  );
  return Prisma.join(counts, " UNION ALL ");
}
