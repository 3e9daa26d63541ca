import { expect, test } from "vitest";
import { describeOnBothDatabases } from "@/lib/testing/databases";
import { countEvents, countSql, type CountedKind } from "./audit-counts";
import { Prisma } from "./generated/sqlite/client";

const kinds: readonly CountedKind[] = [
  { action: "session.sign_in", outcome: "success" },
  { action: "session.sign_in", outcome: "failure" },
  { action: "role.change", outcome: "success" },
];
const range = { start: new Date("2026-05-02T00:00:00Z"), end: new Date("2026-05-03T00:00:00Z") };

describeOnBothDatabases("counts of events", (getDatabase) => {
  test("the counts are exact, include the start of the range and exclude its end", async () => {
    const database = getDatabase();
    const at = (time: string, action: string, outcome: string) => ({
      id: `${time}-${action}-${outcome}`,
      at: new Date(time),
      action,
      outcome,
      details: "{}",
    });
    await database.write((tx) =>
      tx.auditEvent.createMany({
        data: [
          at("2026-05-01T23:59:59.999Z", "session.sign_in", "success"),
          at("2026-05-02T00:00:00.000Z", "session.sign_in", "success"),
          at("2026-05-02T12:00:00.000Z", "session.sign_in", "failure"),
          at("2026-05-02T23:59:59.999Z", "session.sign_in", "success"),
          at("2026-05-03T00:00:00.000Z", "session.sign_in", "failure"),
          at("2026-05-02T12:00:00.000Z", "session.log_out", "success"),
        ],
      }),
    );
    expect(await countEvents(database.longReader, kinds, range)).toEqual([2, 1, 0]);
  });

  test("each count reads a range of one index and nothing else", async () => {
    const { provider, write } = getDatabase();
    const plan = await write(async (tx) => {
      // The table is too small for PostgreSQL to prefer an index.
      if (provider === "postgresql") await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
      const explain = provider === "sqlite" ? Prisma.sql`EXPLAIN QUERY PLAN` : Prisma.sql`EXPLAIN`;
      return tx.$queryRaw<object[]>(Prisma.sql`${explain} ${countSql(kinds, range)}`);
    });
    const text = plan.map((row) => Object.values(row).join(" ")).join("\n");
    expect(text.match(/audit_events_action_outcome_at_idx/g)).toHaveLength(kinds.length);
    expect(text).not.toMatch(/SCAN audit_events|Seq Scan/);
  });
});
