import { afterEach, describe, expect, test } from "vitest";
import { findProblems } from "@/lib/domain/system/find-problems";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { readMailbox } from "@/lib/testing/mailbox";
import { prepareFirstAdministrator } from "@/lib/web/jobs/first-administrator";
import { serverContext } from "@/lib/web/server-context";

const BOSS = "boss@example.org";
const MINUTE_MS = 60_000;

describe.each(databaseProviders)("many failed log-ins (%s)", (provider) => {
  let api: ApiClient;
  let now = new Date();
  let attempts = 0;
  afterEach(() => api.dispose());

  const start = async (settings: Record<string, string> = {}): Promise<void> => {
    api = await createApiClient(
      provider,
      { ADMIN_EMAIL: BOSS, ADMIN_PASSWORD: STRONG_PASSWORD, FAILED_LOG_INS_ALARM: "8", ...settings },
      { now: () => now },
    );
    await prepareFirstAdministrator(api.runtime);
  };
  /** One password on another account from another network each time. */
  const spray = async (times: number): Promise<void> => {
    await Promise.all(
      Array.from({ length: times }, () => {
        attempts += 1;
        const body = { email: `user-${attempts}@example.org`, password: "Winter2026!" };
        return api.send("POST", "/api/v1/users/login", body, undefined, `10.${attempts >> 8}.${attempts & 255}.1`);
      }),
    );
    await api.runtime.settle();
  };
  const alarms = () => api.runtime.database.reader.auditEvent.count({ where: { action: "session.sign_in_alarm" } });
  const mails = async () =>
    (await readMailbox(api.runtime, BOSS)).filter(({ template }) => template === "failed-log-ins");
  const findings = async () =>
    findProblems(await serverContext(api.runtime).system.facts())
      .map(({ code }) => code)
      .filter((code) => code === "many_failed_log_ins");

  test("raise one alarm: in the audit log, as a finding, and by mail to the administrators", async () => {
    await start();
    await api.person("user");
    await api.send("POST", "/api/v1/users/login", { email: "user@example.org", password: "Winter2026!" });
    await spray(6);
    expect([await alarms(), await mails(), await findings()]).toEqual([0, [], []]);

    await spray(10);
    expect(await alarms()).toBe(1);
    expect(await findings()).toEqual(["many_failed_log_ins"]);
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail?.props).toMatchObject({ accounts: 1, atLeast: false });
    expect(mail?.props["failures"]).toBeGreaterThanOrEqual(8);
    expect(mail?.props["addresses"]).toBeGreaterThanOrEqual(8);
    expect(await readMailbox(api.runtime, "user@example.org")).toEqual([]);
  });

  test("raise at most one alarm an hour, and the next one when they go on", async () => {
    await start();
    await spray(20);
    now = new Date(now.getTime() + 59 * MINUTE_MS);
    await spray(5);
    expect((await mails()).length).toBe(1);
    now = new Date(now.getTime() + MINUTE_MS);
    await spray(1);
    expect((await mails()).length).toBe(2);
    expect(await alarms()).toBe(2);
  });

  test("raise an alarm after the clock was a year ahead for a while", async () => {
    await start();
    const right = now;
    now = new Date(now.getTime() + 365 * 24 * 60 * MINUTE_MS);
    await spray(20);
    expect(await alarms()).toBe(1);
    now = right;
    await spray(5);
    expect(await alarms()).toBe(2);
    await spray(5);
    expect(await alarms()).toBe(2);
  });

  test("are not counted when the setting is 0", async () => {
    await start({ FAILED_LOG_INS_ALARM: "0" });
    await spray(12);
    expect([await alarms(), await mails()]).toEqual([0, []]);
  });

  test("don't include successful log-ins", async () => {
    await start();
    for (let time = 0; time < 10; time += 1)
      expect((await api.send("POST", "/api/v1/users/login", { email: BOSS, password: STRONG_PASSWORD })).status).toBe(
        200,
      );
    await api.runtime.settle();
    expect(await alarms()).toBe(0);
  });
});
