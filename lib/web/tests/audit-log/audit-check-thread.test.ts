import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sealAuditLog } from "@/lib/services/audit-log/seal-audit-log";
import { verifyAuditLog } from "@/lib/services/audit-log/verify-audit-log";
import type { ServiceContext } from "@/lib/services/context";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { bundleThreads } from "@/lib/testing/bundled-threads";
import { databaseProviders } from "@/lib/testing/databases";
import { runUnguardedSql } from "@/lib/testing/raw-database";
import { operatorContext } from "@/lib/web/server-context";

let threads: Awaited<ReturnType<typeof bundleThreads>>;
beforeAll(async () => {
  threads = await bundleThreads();
});
afterAll(() => threads.remove());

describe.each(databaseProviders)("the check of the audit log in a server (%s)", (provider) => {
  let api: ApiClient;
  let now = new Date();
  beforeAll(async () => {
    api = await createApiClient(provider, { LATCHKEY_BUILD_DIRECTORY: threads.folder }, { now: () => now });
    await api.person("ada");
    now = new Date(now.getTime() + 61_000);
    await sealAuditLog(operatorContext(api.runtime));
  });
  afterAll(() => api.dispose());

  /** A context whose main thread can't read events. */
  const withoutEvents = (): ServiceContext => {
    const context = operatorContext(api.runtime);
    const refuse = (): never => {
      throw new Error("The main thread reads events.");
    };
    const auditEvent = { value: { ...context.db.auditEvent, findMany: refuse } };
    return { ...context, db: Object.create(context.db, { auditEvent }) };
  };

  test("reads no event in the main thread, and finds what was changed", async () => {
    expect(await verifyAuditLog(withoutEvents(), { scope: "all" })).toMatchObject({ state: "intact", fault: null });
    const first = "(SELECT event_id FROM audit_seals WHERE sequence = 1)";
    await runUnguardedSql(api.runtime.config.database, [`UPDATE audit_events SET outcome = 'x' WHERE id = ${first}`]);
    expect(await verifyAuditLog(withoutEvents(), { scope: "all" })).toMatchObject({
      state: "broken",
      fault: { kind: "event_changed", detail: expect.stringMatching(/\(seal 1\) was changed/) },
    });
  });

  test("checks that are asked for at once run one after another", async () => {
    const checks = Array.from({ length: 3 }, () => verifyAuditLog(withoutEvents(), { scope: "all" }));
    for (const { state } of await Promise.all(checks)) expect(state).toBe("broken");
  });
});
