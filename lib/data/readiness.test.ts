import { expect, test } from "vitest";
import { describeOnBothDatabases } from "@/lib/testing/databases";
import { findReadinessProbe, recordReadinessProbe } from "./readiness";

const now = new Date("2026-03-01T12:00:00.123Z");
const hourMs = 60 * 60 * 1000;

describeOnBothDatabases("readiness probes", (getDatabase) => {
  test("a recorded probe is read back, and the next one replaces it", async () => {
    const database = getDatabase();
    await database.write((tx) => recordReadinessProbe(tx, { nodeId: "replaced", nonce: "first", now }));
    await database.write((tx) => recordReadinessProbe(tx, { nodeId: "replaced", nonce: "second", now }));

    expect(await findReadinessProbe(database.reader, "replaced")).toEqual({ nonce: "second", checkedAt: now });
  });

  test("the row of a node that hasn't written for a day is removed", async () => {
    const database = getDatabase();
    await database.write((tx) =>
      recordReadinessProbe(tx, { nodeId: "gone", nonce: "a", now: new Date(now.getTime() - 25 * hourMs) }),
    );
    await database.write((tx) =>
      recordReadinessProbe(tx, { nodeId: "quiet", nonce: "b", now: new Date(now.getTime() - 23 * hourMs) }),
    );
    await database.write((tx) => recordReadinessProbe(tx, { nodeId: "alive", nonce: "c", now }));

    expect(await findReadinessProbe(database.reader, "gone")).toBeNull();
    expect(await findReadinessProbe(database.reader, "quiet")).not.toBeNull();
  });

  test("an unknown node has no probe", async () => {
    expect(await findReadinessProbe(getDatabase().reader, "never seen")).toBeNull();
  });
});
