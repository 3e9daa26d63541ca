import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { DatabaseLocation } from "@/lib/data/database-location";
import { sealAuditLog } from "@/lib/services/audit-log/seal-audit-log";
import { verifyAuditLog } from "@/lib/services/audit-log/verify-audit-log";
import type { ServiceContext } from "@/lib/services/context";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { runRawSql, runUnguardedSql } from "@/lib/testing/raw-database";
import { operatorCommands, verifyAuditDatabase } from "@/lib/web/commands/operator-commands";
import { serverContext } from "@/lib/web/server-context";

const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const SOMEBODY = "0196b3f2-7c1e-7d3a-9f10-2b6f0c5d8e41";

describe.each(databaseProviders)("the sealed audit log (%s)", (provider) => {
  let api: ApiClient;
  let location: DatabaseLocation;
  let now = new Date();
  let boss: Awaited<ReturnType<ApiClient["person"]>>;
  const context = (): ServiceContext => ({ ...serverContext(api.runtime), actor: { kind: "operator" } });
  const seal = (): Promise<number> => sealAuditLog(context());
  const verify = (scope: "all" | "due" = "all") => verifyAuditLog(context(), { scope });
  const pass = (milliseconds: number): void => void (now = new Date(now.getTime() + milliseconds));
  const integrity = async () => (await api.get("/api/v1/audit-log/integrity", (await logIn()).body.access_token)).body;
  const logIn = () => api.send("POST", "/api/v1/users/login", { email: boss.email, password: STRONG_PASSWORD });
  const tables = ["audit_seals", "audit_chains", "audit_events"];

  beforeAll(async () => {
    api = await createApiClient(provider, {}, { now: () => now });
    location = api.runtime.config.database;
    boss = await api.person("boss");
    await operatorCommands["make-admin"](api.runtime, "boss");
    const { id } = await api.person("ada");
    await api.send("PATCH", `/api/v1/users/${id}`, { role: "moderator" }, boss.access);
    await api.send("PATCH", `/api/v1/users/${id}`, { disabled: true }, boss.access);
    for (let count = 0; count < 6; count += 1) await logIn();
  });
  afterAll(() => api.dispose());

  test("events are sealed after the settling time, and the state is unchecked at first", async () => {
    expect(await seal()).toBe(0);
    const { pending, ...rest } = await integrity();
    expect(rest).toEqual({
      checking: false,
      state: "unchecked",
      sealed: 0,
      checked_at: null,
      fault: null,
      anchor: null,
    });
    expect(pending).toBeGreaterThan(10);
  });

  test("events of real operations are sealed in order and intact", async () => {
    const written = await api.runtime.database.reader.auditEvent.count();
    pass(61_000);
    expect(await seal()).toBe(written);
    expect(await seal()).toBe(0);
    const seals = await api.runtime.database.reader.auditSeal.findMany({ orderBy: { sequence: "asc" } });
    expect(seals.map(({ sequence }) => sequence)).toEqual(seals.map((_, index) => index + 1));
    expect(await verify()).toEqual({
      checking: false,
      state: "intact",
      sealed: written,
      pending: 0,
      checked_at: now.toISOString(),
      fault: null,
      anchor: `${written}:${seals.at(-1)?.seal}`,
    });
    // The log-in of the requesting user came later.
    expect(await integrity()).toMatchObject({
      state: "intact",
      sealed: written,
      pending: 1,
      checked_at: now.toISOString(),
      anchor: `${written}:${seals.at(-1)?.seal}`,
    });
  });

  test("an event that commits late with an earlier time is sealed later", async () => {
    await api.runtime.database.write((tx) =>
      tx.auditEvent.create({
        data: {
          id: "late-commit",
          at: new Date(now.getTime() - 5 * MINUTE_MS),
          action: "session.sign_in",
          outcome: "success",
          details: "{}",
        },
      }),
    );
    pass(61_000);
    expect(await seal()).toBeGreaterThan(0);
    expect(await verify()).toMatchObject({ state: "intact", pending: 0 });
  });

  test("a backlog of several batches is sealed in order, and no batch reads again what an earlier one has sealed", async () => {
    const start = now.getTime() - 5 * MINUTE_MS;
    // Several events at each time, so that a batch ends between two of the same time.
    const data = Array.from({ length: 350 }, (_, index) => ({
      id: `backlog-${String((index * 11) % 350).padStart(3, "0")}`,
      at: new Date(start + 1000 * Math.floor(index / 30)),
      action: "session.sign_in",
      outcome: "success",
      details: "{}",
    }));
    await api.runtime.database.write((tx) => tx.auditEvent.createMany({ data }));
    pass(61_000);
    const { db, ...rest } = context();
    const lowest: unknown[] = [];
    const findMany = ((args: { where: { at: { gte?: Date } } }) => {
      lowest.push(args.where.at.gte?.getTime());
      return db.auditEvent.findMany(args as never);
    }) as unknown as typeof db.auditEvent.findMany;
    const auditEvent = { value: { ...db.auditEvent, findMany } };
    expect(await sealAuditLog({ ...rest, db: Object.create(db, { auditEvent }) })).toBeGreaterThanOrEqual(350);
    expect(lowest.length).toBeGreaterThanOrEqual(4);
    for (const gte of lowest.slice(1)) expect(gte).toBeGreaterThanOrEqual(start);
    const seals = await db.auditSeal.findMany({
      where: { eventId: { startsWith: "backlog-" } },
      orderBy: { sequence: "asc" },
      include: { event: true },
    });
    const inOrder = data.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
    expect(seals.map(({ eventId }) => eventId)).toEqual(inOrder.map(({ id }) => id));
    expect(await verify()).toMatchObject({ state: "intact", pending: 0 });
  });

  describe("detects manipulation of the database", () => {
    beforeAll(async () => {
      await verify();
      await runRawSql(
        location,
        tables.map((table) => `CREATE TABLE "kept_${table}" AS SELECT * FROM "${table}"`),
      );
    });
    afterEach(async () => {
      await runUnguardedSql(
        location,
        tables.flatMap((table) => [`DELETE FROM "${table}"`, `INSERT INTO "${table}" SELECT * FROM "kept_${table}"`]),
      );
      expect(await verify()).toMatchObject({ state: "intact", fault: null });
    });

    const third = "(SELECT event_id FROM audit_seals WHERE sequence = 3)";
    const cases: [name: string, kind: string, words: RegExp, sql: string[]][] = [
      [
        "an action was changed",
        "event_changed",
        /^Event \S+ \(seal 3\) was changed/,
        [`UPDATE audit_events SET action = 'session.log_out' WHERE id = ${third}`],
      ],
      [
        "an actor was changed",
        "event_changed",
        /\(seal 3\) was changed/,
        [`UPDATE audit_events SET actor_id = '${SOMEBODY}' WHERE id = ${third}`],
      ],
      [
        "an outcome was changed",
        "event_changed",
        /\(seal 3\) was changed/,
        [`UPDATE audit_events SET outcome = 'failure' WHERE id = ${third}`],
      ],
      [
        "details were changed",
        "event_changed",
        /^The address, browser or details of event \S+ \(seal 3\)/,
        [`UPDATE audit_events SET details = '{"a":1}' WHERE id = ${third}`],
      ],
      [
        "an address was blanked without a permit",
        "event_changed",
        /^The address, browser or details/,
        [
          `UPDATE audit_events SET address = NULL, user_agent = NULL, details = '{}' WHERE id = ${third}`,
          "UPDATE audit_seals SET personal_salt = NULL, blanked_seal = 'v1.AAAAAAAA.AAAA' WHERE sequence = 3 AND 1 = 0",
          "UPDATE audit_seals SET personal_salt = NULL WHERE sequence = 3",
        ],
      ],
      [
        "an event was deleted",
        "event_missing",
        /^Event \S+ \(seal 3\) is missing\.$/,
        [`DELETE FROM audit_events WHERE id = ${third}`],
      ],
      [
        "an event was deleted with its seal",
        "seal_missing",
        /^Seal 3 is missing\.$/,
        [`DELETE FROM audit_events WHERE id = ${third}`, "DELETE FROM audit_seals WHERE sequence = 3"],
      ],
      [
        "an event was inserted",
        "event_inserted",
        /^Event put-there has the time .* was added after/,
        [
          `INSERT INTO audit_events (id, at, action, outcome, details) SELECT 'put-there', at, 'role.change', 'success', '{}' FROM kept_back`,
        ],
      ],
      [
        "an event was inserted with a seal",
        "seal_changed",
        /^Seal 3 or the one before it/,
        [
          "INSERT INTO audit_events (id, at, action, outcome, details) SELECT 'put-there', at, 'role.change', 'success', '{}' FROM kept_back",
          "UPDATE audit_seals SET sequence = -1 - sequence WHERE sequence >= 3",
          "UPDATE audit_seals SET sequence = -sequence WHERE sequence < 0",
          `INSERT INTO audit_seals (event_id, sequence, facts_digest, personal_digest, personal_salt, link, seal) SELECT 'put-there', 3, facts_digest, personal_digest, personal_salt, link, seal FROM audit_seals WHERE sequence = 4`,
        ],
      ],
      [
        "two events were swapped",
        "event_changed",
        /\(seal 3\) was changed/,
        [
          "UPDATE audit_events SET id = 'swapped' WHERE id = (SELECT event_id FROM audit_seals WHERE sequence = 3)",
          "UPDATE audit_events SET id = (SELECT event_id FROM audit_seals WHERE sequence = 3) WHERE id = (SELECT event_id FROM audit_seals WHERE sequence = 4)",
          "UPDATE audit_events SET id = (SELECT event_id FROM audit_seals WHERE sequence = 4) WHERE id = 'swapped'",
        ],
      ],
      [
        "two seals were swapped",
        "seal_changed",
        /^Seal 3 or/,
        [
          "UPDATE audit_seals SET sequence = -3 WHERE sequence = 3",
          "UPDATE audit_seals SET sequence = 3 WHERE sequence = 4",
          "UPDATE audit_seals SET sequence = 4 WHERE sequence = -3",
        ],
      ],
      ["a seal was deleted", "seal_missing", /^Seal 3 is missing/, ["DELETE FROM audit_seals WHERE sequence = 3"]],
      [
        "a seal was deleted and the others renumbered",
        "seal_changed",
        /^Seal 3 or/,
        [
          "DELETE FROM audit_seals WHERE sequence = 3",
          "UPDATE audit_seals SET sequence = -sequence WHERE sequence > 3",
          "UPDATE audit_seals SET sequence = -1 - sequence WHERE sequence < 0",
        ],
      ],
      [
        "a seal was changed",
        "seal_changed",
        /^Seal 3 or/,
        [`UPDATE audit_seals SET seal = substr(seal, 1, 12) || '${"A".repeat(43)}' WHERE sequence = 3`],
      ],
      [
        "a seal names an unknown key",
        "seal_changed",
        /^Seal 4 or the one before it/,
        [`UPDATE audit_seals SET seal = 'v1.AAAAAAAA.AAAA' WHERE sequence = 3`],
      ],
      [
        "a digest was changed to fit a changed event",
        "seal_changed",
        /^Seal 3 or/,
        ["UPDATE audit_seals SET facts_digest = 'x' WHERE sequence = 3"],
      ],
      [
        "the end was cut off",
        "tail_missing",
        /^The end is cut off: \d+ events were sealed, but there is no seal after 4\.$/,
        [
          "DELETE FROM audit_events WHERE id IN (SELECT event_id FROM audit_seals WHERE sequence > 4)",
          "DELETE FROM audit_seals WHERE sequence > 4",
        ],
      ],
      [
        "the end was cut off and the tip moved back",
        "head_changed",
        /^The chain tip/,
        [
          "DELETE FROM audit_events WHERE id IN (SELECT event_id FROM audit_seals WHERE sequence > 4)",
          "DELETE FROM audit_seals WHERE sequence > 4",
          "UPDATE audit_chains SET sealed_count = 4, link = (SELECT link FROM audit_seals WHERE sequence = 4), seal = (SELECT seal FROM audit_seals WHERE sequence = 4)",
        ],
      ],
      ["the record of the end is gone", "head_changed", /is missing\.$/, ["DELETE FROM audit_chains"]],
      [
        "a seal was added after the last one",
        "seal_changed",
        /^There is a seal 9999/,
        [
          "INSERT INTO audit_events (id, at, action, outcome, details) SELECT 'put-there', at, 'role.change', 'success', '{}' FROM kept_back",
          "INSERT INTO audit_seals (event_id, sequence, facts_digest, personal_digest, personal_salt, link, seal) SELECT 'put-there', 9999, facts_digest, personal_digest, personal_salt, link, seal FROM audit_seals WHERE sequence = 4",
        ],
      ],
    ];

    beforeAll(async () => {
      const back = new Date(now.getTime() - DAY_MS);
      const at =
        provider === "sqlite"
          ? `'${back.toISOString().replace("Z", "+00:00")}'`
          : `TIMESTAMP '${back.toISOString().slice(0, 23)}'`;
      await runRawSql(location, [`CREATE TABLE "kept_back" AS SELECT ${at} AS at`]);
    });

    test.each(cases)("%s", async (_name, kind, words, sql) => {
      await runUnguardedSql(location, sql);
      const { state, fault } = await verify();
      expect({ state, kind: fault?.kind }).toEqual({ state: "broken", kind });
      expect(fault?.detail).toMatch(words);
      // The job doesn't seal the manipulated state.
      pass(61_000);
      await seal();
      expect(await verify()).toMatchObject({ state: "broken" });
    });

    test("detects a value that can't be parsed", async () => {
      if (provider === "postgresql") return;
      for (const value of ["'yesterday'", "x'00'", "1e300"]) {
        await runUnguardedSql(location, [`UPDATE audit_events SET at = ${value} WHERE id = ${third}`]);
        expect(await verify(), value).toMatchObject({ state: "broken", fault: { kind: "event_changed" } });
      }
    });

    test("a truncated end is detected with a saved anchor", async () => {
      const { anchor } = await verify();
      const [sealed = "", signature = ""] = anchor?.split(":") ?? [];
      const expected = { sealed: Number(sealed), seal: signature };
      expect(await verifyAuditDatabase(api.runtime, { expect: expected })).toMatchObject({ intact: true });
      // An attacker with full access to the machine restores a backup.
      await runUnguardedSql(location, [
        "DELETE FROM audit_seals",
        "DELETE FROM audit_events",
        "UPDATE audit_chains SET sealed_count = 0, sealed_through = NULL, link = '', seal = '', signature = '', checked_count = 0",
      ]);
      expect(await verify()).toMatchObject({ state: "intact", sealed: 0 });
      const { lines, intact } = await verifyAuditDatabase(api.runtime, { expect: expected });
      expect(intact).toBe(false);
      expect(lines[0]).toMatch(
        /^The audit log is broken\. The end is cut off: \d+ events were sealed when the anchor was noted down, and 0 are sealed now\.$/,
      );
      expect(await verifyAuditDatabase(api.runtime, { expect: { ...expected, sealed: 0 } })).toMatchObject({
        intact: false,
      });
    });

    test("the hourly check covers new and missing events at once, and the rest within a day", async () => {
      await runUnguardedSql(location, [`UPDATE audit_events SET action = 'session.log_out' WHERE id = ${third}`]);
      pass(60 * MINUTE_MS);
      expect(await verify("due")).toMatchObject({ state: "intact" });
      pass(DAY_MS);
      expect(await verify("due")).toMatchObject({ state: "broken", fault: { kind: "event_changed" } });
      // A broken log is checked completely each time, so that a repair is noticed.
      await runUnguardedSql(location, [
        `UPDATE audit_events SET action = (SELECT action FROM kept_audit_events WHERE id = ${third}) WHERE id = ${third}`,
      ]);
      expect(await verify("due")).toMatchObject({ state: "intact" });
      await runUnguardedSql(location, [`DELETE FROM audit_events WHERE id = ${third}`]);
      await runUnguardedSql(location, ["DELETE FROM audit_events WHERE action = 'audit_log.broken'"]);
      expect(await verify("due")).toMatchObject({ state: "broken", fault: { kind: "event_missing" } });
    });

    test("the hourly check continues only from a checkpoint that the server signed", async () => {
      pass(60 * MINUTE_MS);
      const changes = [
        `UPDATE audit_chains SET fully_checked_at = ${provider === "sqlite" ? "'2999-01-01T00:00:00.000+00:00'" : "TIMESTAMP '2999-01-01'"}`,
        "UPDATE audit_chains SET checked_count = checked_count - 1",
        "UPDATE audit_chains SET check_signature = NULL",
      ];
      for (const change of changes) {
        await runUnguardedSql(location, [change]);
        await runUnguardedSql(location, [`UPDATE audit_events SET action = 'session.log_out' WHERE id = ${third}`]);
        expect(await verify("due"), change).toMatchObject({ state: "broken", fault: { kind: "event_changed" } });
        await runUnguardedSql(location, [
          `UPDATE audit_events SET action = (SELECT action FROM kept_audit_events WHERE id = ${third}) WHERE id = ${third}`,
          "DELETE FROM audit_events WHERE action = 'audit_log.broken'",
        ]);
        expect(await verify("due")).toMatchObject({ state: "intact" });
      }
    });

    test("a fault is recorded once, as an event", async () => {
      const told = () => api.runtime.database.reader.auditEvent.findMany({ where: { action: "audit_log.broken" } });
      await runUnguardedSql(location, [`DELETE FROM audit_events WHERE id = ${third}`]);
      for (let count = 0; count < 3; count += 1) await verify();
      const [event, ...more] = await told();
      expect(more).toEqual([]);
      expect(event).toMatchObject({ outcome: "failure", targetId: null });
      expect(JSON.parse(event?.details ?? "")).toMatchObject({
        kind: "event_missing",
        fault: expect.stringMatching(/is missing\.$/),
      });
    });
  });

  test("the operator can seal events after the clock was set back", async () => {
    await seal();
    const ahead = now;
    pass(-DAY_MS);
    await operatorCommands["reset-link"](api.runtime, "boss");
    pass(61_000);
    expect(await seal()).toBe(0);
    expect(await verifyAuditDatabase(api.runtime)).toMatchObject({
      intact: false,
      lines: [expect.stringMatching(/clock was set back\.$/), expect.stringMatching(/^\d+ events are sealed, /)],
    });
    pass(61_000);
    const { intact, lines } = await verifyAuditDatabase(api.runtime, { sealsLate: true });
    expect({ intact, first: lines[0] }).toEqual({ intact: true, first: "Sealed 2 events regardless of their time." });
    await operatorCommands["reset-link"](api.runtime, "boss");
    pass(61_000);
    expect(await seal()).toBe(1);
    now = new Date(ahead.getTime() + MINUTE_MS);
    await seal();
    expect(await verify()).toMatchObject({ state: "intact" });
  });

  describe("the database refuses", () => {
    test.each([
      "UPDATE audit_events SET action = 'x'",
      "UPDATE audit_events SET actor_id = NULL, at = at, target_id = 'x'",
      "UPDATE audit_events SET details = '{\"a\":1}'",
      "UPDATE audit_events SET address = '10.0.0.1'",
      "DELETE FROM audit_events",
      "UPDATE audit_seals SET seal = 'x'",
      "UPDATE audit_seals SET sequence = sequence + 1000",
      "UPDATE audit_seals SET personal_salt = NULL",
      "DELETE FROM audit_seals",
      "DELETE FROM audit_chains",
      ...(provider === "postgresql"
        ? ["TRUNCATE audit_events CASCADE", "TRUNCATE audit_seals", "TRUNCATE audit_chains", "TRUNCATE audit_archives"]
        : []),
    ])("%s", async (sql) => {
      await expect(runRawSql(location, [sql])).rejects.toThrow(/append-only|one row for ever/);
    });
  });
});
