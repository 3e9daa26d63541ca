import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAuditEvents } from "@/lib/data/audit-events";
import { inBackground } from "@/lib/data/time-limits";
import { blankOldValues } from "@/lib/services/audit-log/blank-old-values";
import { sealAuditLog } from "@/lib/services/audit-log/seal-audit-log";
import { verifyAuditLog } from "@/lib/services/audit-log/verify-audit-log";
import type { ServiceContext } from "@/lib/services/context";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { serverContext } from "@/lib/web/server-context";

const ROUNDS = Number(process.env["RACE_ROUNDS"] ?? 3);
const WRITES = 40;

describe.each(databaseProviders)("simultaneous sealing and writing (%s)", (provider) => {
  let api: ApiClient;
  let others: { runtime: ApiClient["runtime"]; dispose(): Promise<void> }[] = [];
  const MINUTE_MS = 60 * 1000;
  // The sealing clock is 2 minutes ahead, so that all events have settled.
  const ahead = (runtime: ApiClient["runtime"]): ServiceContext => ({
    ...serverContext(runtime),
    actor: { kind: "operator" },
    now: () => new Date(Date.now() + 2 * MINUTE_MS),
  });

  beforeAll(async () => {
    api = await createApiClient(provider);
    const { database, dataDirectory } = api.runtime.config;
    // With PostgreSQL, several processes seal at once.
    if (database.provider === "postgresql") {
      const settings = { DATABASE_URL: database.url, DATA_DIR: dataDirectory };
      others = await Promise.all([createTestRuntime(settings), createTestRuntime(settings)]);
    }
  });
  afterAll(async () => {
    // They share the first process's data folder.
    for (const { runtime } of others) await runtime.close();
    await api.dispose();
  });

  test(
    "gives every event one seal, in one chain",
    async () => {
      const sealers = [api.runtime, api.runtime, ...others.map(({ runtime }) => runtime)];
      const writer = serverContext(api.runtime);
      const write = (): Promise<void> =>
        writer.write((tx) =>
          createAuditEvents(
            tx,
            [
              {
                id: writer.newId(),
                action: "session.sign_in",
                outcome: "success",
                actorId: null,
                targetId: null,
                sessionId: null,
                address: "10.0.0.1",
                userAgent: null,
                requestId: null,
                details: "{}",
              },
            ],
            new Date(),
          ),
        );
      for (let round = 1; round <= ROUNDS; round += 1) {
        await inBackground(() => {
          const writes = Array.from({ length: WRITES }, write);
          const sealing = sealers.map(
            async (runtime) => (await sealAuditLog(ahead(runtime))) + (await sealAuditLog(ahead(runtime))),
          );
          return Promise.all([...writes, ...sealing]);
        });
        await Promise.all(sealers.map((runtime) => sealAuditLog(ahead(runtime))));
        expect(await verifyAuditLog(ahead(api.runtime), { scope: round % 2 === 0 ? "due" : "all" })).toMatchObject({
          state: "intact",
          sealed: round * WRITES,
          pending: 0,
          fault: null,
        });
        const seals = await api.runtime.database.reader.auditSeal.findMany({
          orderBy: { sequence: "asc" },
          select: { sequence: true },
        });
        expect(seals.map(({ sequence }) => sequence)).toEqual(
          Array.from({ length: round * WRITES }, (_, index) => index + 1),
        );
      }
    },
    30_000 * ROUNDS,
  );

  test("works in bounded transactions, and a simultaneous check finds no fault", async () => {
    const { reader, write } = api.runtime.database;
    const already = await reader.auditEvent.count();
    const rows = Array.from({ length: 1_300 }, (_, index) => ({
      id: `bulk-${index}`,
      at: new Date(),
      action: "session.sign_in",
      outcome: "success",
      details: "{}",
    }));
    await inBackground(() => write((tx) => tx.auditEvent.createMany({ data: rows })));
    const sizes: number[] = [];
    const counting: ServiceContext = {
      ...ahead(api.runtime),
      write: (work, options) =>
        write(async (tx) => {
          const before = await tx.auditSeal.count();
          const result = await work(tx);
          sizes.push((await tx.auditSeal.count()) - before);
          return result;
        }, options),
    };
    const [sealed, ...checks] = await Promise.all([
      inBackground(() => sealAuditLog(counting)),
      ...Array.from({ length: 4 }, () => inBackground(() => verifyAuditLog(ahead(api.runtime), { scope: "all" }))),
    ]);
    expect(sealed).toBe(1_300);
    expect(Math.max(...sizes)).toBe(100);
    for (const check of checks) expect(check).toMatchObject({ state: "intact", fault: null });
    expect(await inBackground(() => verifyAuditLog(ahead(api.runtime), { scope: "all" }))).toMatchObject({
      state: "intact",
      sealed: already + 1_300,
      pending: 0,
    });

    // Also beside blanking, which changes the seal and the event between two reads.
    const later = new Date(Date.now() + 3 * 24 * 60 * MINUTE_MS);
    const blanking: ServiceContext = {
      ...ahead(api.runtime),
      now: () => later,
      settings: { ...serverContext(api.runtime).settings, auditPersonalDays: 1 },
    };
    const [blanked, ...looks] = await Promise.all([
      inBackground(() => blankOldValues(blanking)),
      ...Array.from({ length: 8 }, () => inBackground(() => verifyAuditLog(ahead(api.runtime), { scope: "all" }))),
    ]);
    expect(blanked).toBe(already + 1_300);
    for (const look of looks) expect(look).toMatchObject({ state: "intact", fault: null });
  }, 60_000);
});
