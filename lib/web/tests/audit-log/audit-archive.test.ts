import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { archiveOldMonths } from "@/lib/services/audit-log/archive-old-months";
import { blankOldValues } from "@/lib/services/audit-log/blank-old-values";
import { sealAuditLog } from "@/lib/services/audit-log/seal-audit-log";
import { verifyAuditLog } from "@/lib/services/audit-log/verify-audit-log";
import type { ServiceContext } from "@/lib/services/context";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { copyDatabase, databaseProviders } from "@/lib/testing/databases";
import { runRawSql, runUnguardedSql } from "@/lib/testing/raw-database";
import { resealDatabase, verifyArchiveFile, verifyAuditDatabase } from "@/lib/web/commands/operator-commands";
import { operatorContext } from "@/lib/web/server-context";

const AUGUST = "audit-log-2026-08.jsonl";
const SEPTEMBER = "audit-log-2026-09.jsonl";
const OLD_KEY = "q7Vb2nXk9TzR4mWs8LcYp3HdJf6GaEu1";
const NEW_KEY = "Zr5tYw8uQ1sDf4gHj7kLx0cVb3nMa6Pe";
const MANY = 230;

describe.each(databaseProviders)("archives of the audit log (%s)", (provider) => {
  let copy: Awaited<ReturnType<typeof copyDatabase>>;
  let api: ApiClient;
  let now: Date;

  async function start(environment: Record<string, string> = {}, dataFolder?: string): Promise<void> {
    const url = copy.location.provider === "sqlite" ? `file:${copy.location.file}` : copy.location.url;
    api = await createApiClient(
      provider,
      {
        DATABASE_URL: url,
        ENCRYPTION_KEY: OLD_KEY,
        AUDIT_KEEP_MONTHS: "1",
        ...(dataFolder !== undefined && { DATA_DIR: dataFolder }),
        ...environment,
      },
      { now: () => now },
    );
  }
  const context = (): ServiceContext => operatorContext(api.runtime);
  const events = () =>
    api.runtime.database.reader.auditEvent.findMany({ select: { id: true }, orderBy: { id: "asc" } });
  const verify = (scope: "all" | "due" = "all") => verifyAuditLog(context(), { scope });
  const folder = (): string => path.join(api.runtime.config.dataDirectory, "audit-archive");
  const inFile = (name: string): string => path.join(folder(), name);
  const verifyFile = (name: string, expect?: { sealed: number; seal: string }) =>
    verifyArchiveFile(api.runtime, { file: inFile(name), expect });
  const addEvents = (month: string, count: number) =>
    api.runtime.database.write((tx) =>
      tx.auditEvent.createMany({
        data: Array.from({ length: count }, (_, index) => ({
          id: `${month}-${String(index).padStart(4, "0")}`,
          at: new Date(`${month}-10T12:00:00.000Z`),
          action: "session.sign_in",
          outcome: "success",
          address: "192.0.2.1",
          details: "{}",
        })),
      }),
    );
  /** The events in the files and in the database, which may overlap but must not lack one. */
  async function allEvents(): Promise<Set<string>> {
    const ids = new Set((await events()).map(({ id }) => id));
    if (!readdirSync(api.runtime.config.dataDirectory).includes("audit-archive")) return ids;
    for (const name of readdirSync(folder()).filter((file) => file.endsWith(".jsonl")))
      for (const line of readFileSync(inFile(name), "utf8").trim().split("\n").slice(1, -1))
        ids.add((JSON.parse(line) as { event: { id: string } }).event.id);
    return ids;
  }

  async function missingOf(before: ReadonlySet<string>): Promise<string[]> {
    const present = await allEvents();
    return [...before].filter((id) => !present.has(id));
  }

  beforeEach(async () => {
    copy = await copyDatabase(provider);
    now = new Date("2026-08-10T13:00:00Z");
    await start();
    for (const [month, count] of [
      ["2026-08", MANY],
      ["2026-09", 20],
      ["2026-10", 10],
    ] as const) {
      now = new Date(`${month}-10T13:00:00Z`);
      await addEvents(month, count);
      now = new Date(`${month}-20T13:00:00Z`);
      await sealAuditLog(context());
    }
    now = new Date("2026-11-20T12:00:00Z");
    await sealAuditLog(context());
  });
  afterEach(async () => {
    await api.dispose();
    await copy.remove();
  });

  test("older months move to files, the rest of the log stays verified, and so does each file", async () => {
    const { anchor } = await verify();
    expect(await archiveOldMonths(context())).toEqual({ archived: 2, cut: MANY + 20 });
    expect(readdirSync(folder()).toSorted()).toEqual([AUGUST, SEPTEMBER]);
    const kept = (await events()).map(({ id }) => id);
    expect(kept.filter((id) => id.startsWith("2026-")).every((id) => id.startsWith("2026-10"))).toBe(true);
    expect(await verify()).toMatchObject({ state: "intact", sealed: MANY + 30, pending: 2, anchor });
    expect(await verify("due")).toMatchObject({ state: "intact" });

    const august = await verifyFile(AUGUST);
    expect(august).toMatchObject({
      intact: true,
      lines: [
        "The archive is intact.",
        `It contains ${MANY} events of 2026-08.`,
        expect.any(String),
        expect.stringMatching(/^230:v1\./),
      ],
    });
    expect(await verifyFile(SEPTEMBER)).toMatchObject({ intact: true });
    // The anchor of an archived event is in its file, and the last one of a file in the database too.
    const [sealed = "", seal = ""] = august.lines.at(-1)?.split(":") ?? [];
    expect(await verifyAuditDatabase(api.runtime, { expect: { sealed: Number(sealed), seal } })).toMatchObject({
      intact: true,
    });
    expect(await verifyFile(AUGUST, { sealed: Number(sealed), seal })).toMatchObject({ intact: true });
    expect(await verifyFile(AUGUST, { sealed: 3, seal })).toMatchObject({ intact: false });
    const other = await verifyAuditDatabase(api.runtime, { expect: { sealed: 3, seal } });
    expect(other).toMatchObject({
      intact: false,
      lines: [expect.stringContaining(`--archive ${AUGUST}`), expect.any(String)],
    });

    // The log goes on, and the next month follows the last file.
    now = new Date("2026-12-20T12:00:00Z");
    await sealAuditLog(context());
    expect(await archiveOldMonths(context())).toEqual({ archived: 1, cut: 10 });
    expect(await verify()).toMatchObject({ state: "intact" });
  });

  test("after a crash at any step no event is missing, the log verifies, and the next run finishes", async () => {
    const before = await allEvents();
    const steps = ["file", ...Array.from({ length: 7 }, (_, index) => index + 1)] as const;
    for (const step of steps) {
      let writes = 0;
      const real = context();
      const crashing: ServiceContext = {
        ...real,
        write: (work, options) => {
          writes += 1;
          if (writes === step) return Promise.reject(new Error("killed"));
          return real.write(work, options);
        },
        archiveFiles: {
          ...real.archiveFiles,
          async write(name, pieces) {
            if (step !== "file") return real.archiveFiles.write(name, pieces);
            await real.archiveFiles.write(
              name,
              (async function* () {
                for await (const piece of pieces) {
                  yield piece;
                  throw new Error("killed");
                }
              })(),
            );
          },
        },
      };
      await archiveOldMonths(crashing).catch((error: Error) => expect(error.message).toBe("killed"));
      expect(await missingOf(before), String(step)).toEqual([]);
      expect(await verify(), String(step)).toMatchObject({ state: "intact" });
    }
    await archiveOldMonths(context());
    expect(await verify()).toMatchObject({ state: "intact" });
    expect(await missingOf(before)).toEqual([]);
    expect((await events()).length).toBeLessThan(20);
    for (const file of [AUGUST, SEPTEMBER]) expect(await verifyFile(file)).toMatchObject({ intact: true });
  });

  test("nothing is cut whose file is missing or was changed", async () => {
    const real = context();
    let writes = 0;
    const crashing: ServiceContext = {
      ...real,
      write: (work, options) => ((writes += 1) > 1 ? Promise.reject(new Error("killed")) : real.write(work, options)),
    };
    await expect(archiveOldMonths(crashing)).rejects.toThrow("killed");
    const count = (await events()).length;
    const text = readFileSync(inFile(AUGUST), "utf8");
    for (const damaged of [text.replace("192.0.2.1", "192.0.2.2"), text.slice(0, text.length / 2), ""]) {
      writeFileSync(inFile(AUGUST), damaged);
      await expect(archiveOldMonths(context())).rejects.toThrow(/stay in the database/);
    }
    renameSync(inFile(AUGUST), inFile("elsewhere"));
    await expect(archiveOldMonths(context())).rejects.toThrow(/can't be read/);
    expect((await events()).length).toBe(count);
    writeFileSync(inFile(AUGUST), text);
    expect(await archiveOldMonths(context())).toMatchObject({ cut: MANY + 20 });
  });

  test("a changed file is found", async () => {
    await archiveOldMonths(context());
    const lines = readFileSync(inFile(AUGUST), "utf8").split("\n");
    const changes: [RegExp, string[]][] = [
      [
        /^The archive is broken\. Event \S+ \(seal 3\) was changed/,
        lines.map((line, index) => (index === 3 ? line.replace('"success"', '"failure"') : line)),
      ],
      [
        /^The archive is broken\. The address/,
        lines.map((line, index) => (index === 3 ? line.replace("192.0.2.1", "192.0.2.9") : line)),
      ],
      [/^The archive is broken\. Seal 3 is missing/, lines.filter((_, index) => index !== 3)],
      [/isn't a complete archive/, lines.slice(0, -2)],
      [/^The archive is broken\. A line was changed/, lines.filter((_, index) => index !== lines.length - 3)],
      [
        /^The archive is broken\. A line was changed/,
        lines.map((line, index) => (index === 0 ? line.replace("2026-08", "2026-07") : line)),
      ],
    ];
    for (const [words, changed] of changes) {
      writeFileSync(inFile("changed.jsonl"), changed.join("\n"));
      const { lines: told, intact } = await verifyFile("changed.jsonl");
      expect(intact).toBe(false);
      expect(told[0]).toMatch(words);
    }
  });

  test("a changed record and a month that was cut without a record are found", async () => {
    await archiveOldMonths(context());
    const { location } = copy;
    await runRawSql(location, ['CREATE TABLE "kept_archives" AS SELECT * FROM audit_archives']);
    const cases: [kind: string, sql: string][] = [
      ["archive_changed", "UPDATE audit_archives SET seal = 'x'"],
      ["seal_missing", "DELETE FROM audit_archives"],
      ["seal_missing", "DELETE FROM audit_archives WHERE first_sequence > 1"],
    ];
    for (const [kind, sql] of cases) {
      await runUnguardedSql(location, [sql]);
      for (const scope of ["all", "due"] as const)
        expect(await verify(scope), sql).toMatchObject({ state: "broken", fault: { kind } });
      await runUnguardedSql(location, [
        "DELETE FROM audit_archives",
        "INSERT INTO audit_archives SELECT * FROM kept_archives",
      ]);
      expect(await verify()).toMatchObject({ state: "intact" });
    }
  });

  test("the database refuses to cut what isn't archived, and to change a record", async () => {
    await archiveOldMonths(context());
    for (const sql of [
      "DELETE FROM audit_seals",
      "DELETE FROM audit_events WHERE id = '2026-10-0000'",
      "DELETE FROM audit_archives",
      "UPDATE audit_archives SET last_sequence = last_sequence + 1",
      "UPDATE audit_archives SET seal = 'x'",
    ])
      await expect(runRawSql(copy.location, [sql]), sql).rejects.toThrow(/append-only/);
  });

  test("a month whose personal values have to be blanked is archived after that", async () => {
    await api.dispose();
    await start({ AUDIT_PERSONAL_DAYS: "70" });
    await blankOldValues(context());
    // 70 days after the end of August, and not yet after the end of September.
    expect(await archiveOldMonths(context())).toMatchObject({ archived: 1 });
    expect(readFileSync(inFile(AUGUST), "utf8")).not.toContain("192.0.2.1");
    expect(await verifyFile(AUGUST)).toMatchObject({ intact: true });
  });

  test("with a new key the records stay valid, and prove files that the old key signed", async () => {
    await archiveOldMonths(context());
    const text = readFileSync(inFile(AUGUST), "utf8");
    await api.dispose();
    await start({ ENCRYPTION_KEY: `${NEW_KEY},${OLD_KEY}` });
    await resealDatabase(api.runtime);
    await api.dispose();
    await start({ ENCRYPTION_KEY: NEW_KEY });
    expect(await verify()).toMatchObject({ state: "intact" });
    const file = path.join(api.runtime.config.dataDirectory, "from-backup.jsonl");
    writeFileSync(file, text);
    expect(await verifyArchiveFile(api.runtime, { file })).toMatchObject({ intact: true });
  });

  test("by default nothing is archived", async () => {
    await api.dispose();
    await start({ AUDIT_KEEP_MONTHS: "0" });
    expect(await archiveOldMonths(context())).toEqual({ archived: 0, cut: 0 });
    expect(readdirSync(api.runtime.config.dataDirectory)).not.toContain("audit-archive");
  });
});
