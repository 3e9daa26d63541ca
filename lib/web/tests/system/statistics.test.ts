import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AuditAction } from "@/lib/domain/users/audit-actions";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { operatorCommands } from "@/lib/web/commands/operator-commands";

const NOW = new Date("2026-11-27T12:00:00.000Z");
const NO_DETAILS: Partial<Record<AuditAction, object>> = {
  "account.import": { role: "user", status: "active", password: false, two_factor: false },
  "user.create": { after: { email: "a@example.org", username: null, role: "user" } },
  "invitation.accept": { invitation: "i", role: "user" },
  "token.issue": { second_factor: "none" },
};

describe.each(databaseProviders)("statistics (%s)", (provider) => {
  let api: ApiClient;
  let admin: { id: string; access: string };
  beforeAll(async () => {
    api = await createApiClient(provider, {}, { now: () => NOW });
    admin = await api.person("boss");
    await operatorCommands["make-admin"](api.runtime, "boss");
  });
  afterAll(() => api.dispose());

  const read = async () => (await api.get("/api/v1/statistics", admin.access)).body;

  test("events are counted exactly, on their day in UTC, and no day is missing", async () => {
    const before = await read();
    const rows: [time: string, action: AuditAction, outcome?: "failure"][] = [
      ["2026-10-28T23:59:59.999Z", "session.sign_in"],
      ["2026-10-29T00:00:00.000Z", "session.sign_in"],
      ["2026-11-03T00:00:00.000Z", "account.sign_up"],
      ["2026-11-03T23:59:59.999Z", "invitation.accept"],
      ["2026-11-03T10:00:00.000Z", "account.import"],
      ["2026-11-03T10:00:00.000Z", "account.import"],
      ["2026-11-03T10:00:00.000Z", "user.create"],
      ["2026-11-26T10:00:00.000Z", "session.sign_in", "failure"],
      ["2026-11-26T10:00:01.000Z", "two_factor.code", "failure"],
      ["2026-11-26T10:00:02.000Z", "session.sign_in"],
      ["2026-11-26T10:00:03.000Z", "token.issue"],
      ["2026-11-26T10:00:03.000Z", "session.log_out"],
      ["2026-11-28T00:00:00.000Z", "session.sign_in"],
    ];
    await api.runtime.database.write((tx) =>
      tx.auditEvent.createMany({
        data: rows.map(([time, action, outcome = "success"], index) => ({
          id: `00000000-0000-7000-8000-${String(index).padStart(12, "0")}`,
          at: new Date(time),
          action,
          outcome,
          details: JSON.stringify(NO_DETAILS[action] ?? {}),
        })),
      }),
    );
    const { days, checked_at } = await read();
    expect(checked_at).toBe(NOW.toISOString());
    expect(days).toHaveLength(30);
    expect([days[0].date, days[29].date]).toEqual(["2026-10-29", "2026-11-27"]);
    const none = { sign_ups: 0, accounts_added: 0, log_ins: 0, failed_log_ins: 0 };
    const expected: Record<string, object> = {
      "2026-10-29": { ...none, log_ins: 1 },
      "2026-11-03": { ...none, sign_ups: 2, accounts_added: 3 },
      "2026-11-26": { ...none, log_ins: 2, failed_log_ins: 2 },
    };
    for (const { date, ...counts } of days.slice(0, 29)) expect(counts, date).toEqual(expected[date] ?? none);
    expect(days[29]).toEqual(before.days[29]);
  });

  test("users, invitations and undelivered mail are counted by state", async () => {
    const { users: first, invitations: none } = await read();
    expect(first).toEqual({
      active: 1,
      without_password: 0,
      disabled: 0,
      two_factor: 0,
      administrators: 1,
      administrators_without_two_factor: 1,
    });
    expect(none).toEqual({ pending: 0, expired: 0 });
    const [one, other, third] = [await api.person("one"), await api.person("other"), await api.person("third")];
    await api.runtime.database.write(async (tx) => {
      await tx.user.update({ where: { id: one.id }, data: { twoFactorSince: NOW } });
      await tx.user.update({ where: { id: other.id }, data: { status: "disabled", twoFactorSince: NOW } });
      await tx.user.update({ where: { id: third.id }, data: { status: "deleted", deletedAt: NOW } });
    });
    await api.send("POST", "/api/v1/invitations", { email: "new@example.org" }, admin.access);
    const { body: expired } = await api.send("POST", "/api/v1/invitations", {}, admin.access);
    await api.runtime.database.write((tx) =>
      tx.invitation.update({ where: { id: expired.id }, data: { expiresAt: new Date(NOW.getTime() - 1) } }),
    );
    await api.send("POST", "/api/v1/users/import", { rows: [{ email: "bare@example.org" }] }, admin.access);
    const { users, invitations, mail } = await read();
    expect(users).toEqual({
      active: 3,
      without_password: 1,
      disabled: 1,
      two_factor: 1,
      administrators: 1,
      administrators_without_two_factor: 1,
    });
    expect(invitations).toEqual({ pending: 1, expired: 1 });
    expect(mail.failed).toBe(0);
    expect(mail.held).toBeGreaterThan(0);
  });

  test("only administrators read them", async () => {
    const { access } = await api.person("curious");
    expect((await api.get("/api/v1/statistics", access)).status).toBe(403);
    expect((await api.get("/api/v1/statistics")).status).toBe(401);
  });
});
