import { describe, expect, test } from "vitest";
import { keyCheckOf } from "@/lib/platform/key-check";
import { blankOldValues } from "@/lib/services/audit-log/blank-old-values";
import { sealAuditLog } from "@/lib/services/audit-log/seal-audit-log";
import { verifyAuditLog } from "@/lib/services/audit-log/verify-audit-log";
import type { ServiceContext } from "@/lib/services/context";
import { removeOldRecords } from "@/lib/services/maintenance/remove-old-records";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { copyDatabase, databaseProviders } from "@/lib/testing/databases";
import { runRawSql, runUnguardedSql } from "@/lib/testing/raw-database";
import { resealDatabase } from "@/lib/web/commands/operator-commands";
import { serverContext } from "@/lib/web/server-context";

const OLD_KEY = "q7Vb2nXk9TzR4mWs8LcYp3HdJf6GaEu1";
const NEW_KEY = "Zt5Bv8Cx2Nq7Mw4Lk9Jh3Gf6Ds1Ap0Ro";
const DAY_MS = 24 * 60 * 60 * 1000;

const operator = (api: ApiClient): ServiceContext => ({ ...serverContext(api.runtime), actor: { kind: "operator" } });
const verify = (api: ApiClient) => verifyAuditLog(operator(api), { scope: "all" });

describe.each(databaseProviders)("retention of the audit log (%s)", (provider) => {
  test("events of a purged account stay", async () => {
    let now = new Date();
    const api = await createApiClient(provider, {}, { now: () => now });
    const { id, access } = await api.person("leaver");
    expect((await api.send("DELETE", "/users/me", undefined, access)).status).toBe(200);
    const before = await api.runtime.database.reader.auditEvent.count({ where: { targetId: id } });
    now = new Date(now.getTime() + 61_000);
    await sealAuditLog(operator(api));
    now = new Date(now.getTime() + 400 * DAY_MS);
    expect(await removeOldRecords(serverContext(api.runtime))).toMatchObject({ users: 1 });
    expect(await blankOldValues(operator(api))).toBe(0);
    expect(await api.runtime.database.reader.auditEvent.count({ where: { targetId: id } })).toBe(before);
    expect(await verify(api)).toMatchObject({ state: "intact" });
    await api.dispose();
  });

  test("addresses, browsers and details are blanked after the configured days, and the chain stays intact; other blanking is detected", async () => {
    let now = new Date();
    const api = await createApiClient(provider, { AUDIT_PERSONAL_DAYS: "30" }, { now: () => now });
    const location = api.runtime.config.database;
    await api.person("ada");
    const early = await api.runtime.database.reader.auditEvent.count();
    now = new Date(now.getTime() + 61_000);
    await sealAuditLog(operator(api));
    expect(await blankOldValues(operator(api))).toBe(0);

    now = new Date(now.getTime() + 31 * DAY_MS);
    await api.send("POST", "/api/v1/users/login", { email: "ada@example.org", password: STRONG_PASSWORD });
    now = new Date(now.getTime() + 61_000);
    await sealAuditLog(operator(api));
    const first = "(SELECT event_id FROM audit_seals WHERE sequence = 1)";
    const details =
      (await api.runtime.database.reader.auditEvent.findMany({ where: { seal: { sequence: 1 } } }))[0]?.details ?? "";
    await runUnguardedSql(location, [`UPDATE audit_events SET details = '{"a":1}' WHERE id = ${first}`]);
    // Traces of tampering are not blanked.
    expect(await blankOldValues(operator(api))).toBe(early - 1);
    expect(await verify(api)).toMatchObject({ state: "broken", fault: { kind: "event_changed" } });
    await runUnguardedSql(location, [`UPDATE audit_events SET details = '${details}' WHERE id = ${first}`]);
    expect(await blankOldValues(operator(api))).toBe(1);
    expect(await blankOldValues(operator(api))).toBe(0);

    const events = await api.runtime.database.reader.auditEvent.findMany({
      include: { seal: true },
      orderBy: { at: "asc" },
    });
    for (const { seal, ...event } of events.slice(0, early)) {
      expect(event).toMatchObject({ address: null, userAgent: null, details: "{}", action: expect.any(String) });
      expect(seal).toMatchObject({ personalSalt: null, blankedSeal: expect.stringMatching(/^v1\./) });
    }
    expect(events[early]?.seal).toMatchObject({ personalSalt: expect.any(String), blankedSeal: null });
    expect(await verify(api)).toMatchObject({ state: "intact" });

    // The triggers allow blanking; the missing permit shows that the product didn't do it.
    await runRawSql(location, [
      `UPDATE audit_seals SET personal_salt = NULL, blanked_seal = (SELECT blanked_seal FROM audit_seals WHERE sequence = 1) WHERE sequence = ${early + 1}`,
      `UPDATE audit_events SET address = NULL, user_agent = NULL, details = '{}' WHERE id = (SELECT event_id FROM audit_seals WHERE sequence = ${early + 1})`,
    ]);
    expect(await verify(api)).toMatchObject({ state: "broken", fault: { kind: "event_changed" } });
    await api.dispose();
  });
});

describe.each(databaseProviders)("a new ENCRYPTION_KEY and the audit log (%s)", (provider) => {
  const rotating = async (
    work: (start: (key: string) => Promise<ApiClient>, pass: () => void) => Promise<void>,
  ): Promise<void> => {
    const copy = await copyDatabase(provider);
    const url = copy.location.provider === "sqlite" ? `file:${copy.location.file}` : copy.location.url;
    let now = new Date();
    const start = (key: string) =>
      createApiClient(
        provider,
        { DATABASE_URL: url, ENCRYPTION_KEY: key, AUDIT_PERSONAL_DAYS: "1" },
        { now: () => now },
      );
    await work(start, () => void (now = new Date(now.getTime() + 2 * DAY_MS)));
    await copy.remove();
  };

  test("stays intact with the old key beside it and after resealing without it, blanked values included", () =>
    rotating(async (start, pass) => {
      const before = await start(OLD_KEY);
      await before.person("ada");
      pass();
      await sealAuditLog(operator(before));
      expect(await blankOldValues(operator(before))).toBeGreaterThan(0);
      await before.person("grace");
      pass();
      await sealAuditLog(operator(before));
      const { anchor } = await verify(before);
      await before.dispose();

      const both = await start(`${NEW_KEY},${OLD_KEY}`);
      expect(await verify(both)).toMatchObject({ state: "intact", anchor });
      expect(await resealDatabase(both.runtime)).toEqual([expect.stringMatching(/You can remove the older keys\.$/)]);
      expect(await verify(both)).toMatchObject({ state: "intact", pending: 0 });
      await both.dispose();

      const after = await start(NEW_KEY);
      expect(await verify(after)).toMatchObject({ state: "intact" });
      await after.person("linus");
      pass();
      await sealAuditLog(operator(after));
      expect(await verify(after)).toMatchObject({ state: "intact", pending: 0 });
      // The earlier anchor stays valid, because no event was sealed again.
      const [sealed, seal] = anchor?.split(":") ?? [];
      expect(
        (await after.runtime.database.reader.auditSeal.findUniqueOrThrow({ where: { sequence: Number(sealed) } })).seal,
      ).toBe(seal);
      // Events sealed with the old key are still protected.
      await runUnguardedSql(after.runtime.config.database, [
        "UPDATE audit_events SET action = 'x' WHERE id = (SELECT event_id FROM audit_seals WHERE sequence = 2)",
      ]);
      expect(await verify(after)).toMatchObject({ state: "broken", fault: { kind: "event_changed" } });
      await after.dispose();
    }));

  test("detects changes made under the old key", () =>
    rotating(async (start, pass) => {
      const before = await start(OLD_KEY);
      await before.person("ada");
      pass();
      await sealAuditLog(operator(before));
      await runUnguardedSql(before.runtime.config.database, [
        "UPDATE audit_seals SET facts_digest = 'x' WHERE sequence = 1",
      ]);
      await before.dispose();
      const both = await start(`${NEW_KEY},${OLD_KEY}`);
      expect(await resealDatabase(both.runtime)).toEqual([
        expect.stringMatching(/newest ENCRYPTION_KEY\.$/),
        expect.stringMatching(/^The audit log is broken\. Keep the older keys .* Seal 1 or/),
      ]);
      await both.dispose();
    }));

  test("reports a missing key without resealing", () =>
    rotating(async (start, pass) => {
      const before = await start(OLD_KEY);
      await before.person("ada");
      pass();
      await sealAuditLog(operator(before));
      await before.dispose();
      const both = await start(`${NEW_KEY},${OLD_KEY}`);
      // The start compares the key with this mark, so the test sets it to the new key.
      await both.runtime.database.write((tx) =>
        tx.installation.updateMany({ data: { keyCheck: keyCheckOf(NEW_KEY) } }),
      );
      await both.dispose();
      const after = await start(NEW_KEY);
      expect(await verify(after)).toMatchObject({
        state: "broken",
        fault: { kind: "key_unknown", detail: expect.stringMatching(/add it after the newest key/) },
      });
      await after.dispose();
    }));
});
