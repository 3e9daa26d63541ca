import { chmodSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { settingNames } from "@/lib/config";
import { findProblems } from "@/lib/domain/system/find-problems";
import { findCommit } from "@/lib/platform/system/find-commit";
import { routes } from "@/lib/routes";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { listen } from "@/lib/testing/test-server";
import { operatorCommands } from "@/lib/web/commands/operator-commands";
import { startHourlyJobs } from "@/lib/web/jobs/hourly-jobs";
import { serverContext } from "@/lib/web/server-context";

// Each is distinguishable from anything else in a reply.
const secrets = {
  AUTH_SECRET: "QzAuth7vXk2mNp8rTs4wYb6cDf9gHj3L",
  JWT_SECRET: "QzJwt1vXk2mNp8rTs4wYb6cDf9gHj3Lx",
  ENCRYPTION_KEY: "QzEnc5vXk2mNp8rTs4wYb6cDf9gHj3Ly,QzOld5vXk2mNp8rTs4wYb6cDf9gHj3Lz",
  PASSWORD_KEY: "QzPwd6vXk2mNp8rTs4wYb6cDf9gHj3Lw",
  ADMIN_EMAIL: "nobody@example.org",
  ADMIN_PASSWORD: "QzAdmin-violet-anchor-73",
  MAIL_SERVER: "127.0.0.1",
  MAIL_PORT: "9",
  MAIL_USERNAME: "postman@example.org",
  MAIL_PASSWORD: "QzMail-hunter2-hunter2",
  MAIL_FROM: "latchkey@example.org",
};

describe.each(databaseProviders)("the state of the server (%s)", (provider) => {
  let api: ApiClient;
  let admin: string;
  beforeAll(async () => {
    api = await createApiClient(provider, { ...secrets, TRUSTED_PROXIES: "", HOST: "127.0.0.1" });
    admin = (await api.person("boss")).access;
    await operatorCommands["make-admin"](api.runtime, "boss");
  });
  afterAll(() => api.dispose());
  const read = async () => (await api.get("/api/v1/system", admin)).body;

  test("only administrators see health, versions, database, mail and jobs", async () => {
    const system = await read();
    expect(system.health).toEqual({ database: "ok", problem: null });
    expect(system.product).toMatchObject({
      version: "0.1.0",
      node_version: process.versions.node,
      process_id: process.pid,
      development: false,
    });
    expect(system.product.memory_bytes).toBeGreaterThan(10_000_000);
    expect(system.database.provider).toBe(provider);
    expect(system.database.size_bytes).toBeGreaterThan(50_000);
    expect(system.database.migrations_applied).toBeGreaterThanOrEqual(6);
    expect(system.database.last_migration).toMatch(/^\d{14}_\w+$/);
    expect(new Date(system.database.last_migration_at).getUTCFullYear()).toBeGreaterThanOrEqual(2026);
    expect(system.mail).toMatchObject({
      transport: "smtp",
      server: "127.0.0.1",
      from: "latchkey@example.org",
      oldest_waiting_at: null,
      last_failure: null,
    });

    const { access } = await api.person("nosy");
    expect((await api.get("/api/v1/system")).status).toBe(401);
    expect((await api.get("/api/v1/system", access)).status).toBe(403);
  });

  test("every setting is listed with its source, without secrets", async () => {
    const { body, text } = await api
      .get("/api/v1/system", admin)
      .then(({ body }) => ({ body, text: JSON.stringify(body) }));
    const settings: Record<string, unknown> = Object.fromEntries(
      body.settings.map(({ name, ...setting }: { name: string }) => [name, setting]),
    );
    expect(Object.keys(settings)).toEqual(settingNames);
    expect(settings["MAIL_PASSWORD"]).toMatchObject({
      group: "mail",
      value: "set",
      source: "environment",
      secret: true,
    });
    expect(settings["MAIL_USERNAME"]).toMatchObject({
      value: "postman@example.org",
      source: "environment",
      secret: false,
    });
    expect(settings["BCRYPT_COST"]).toMatchObject({ value: "12", source: "default", secret: false });
    expect(text).not.toMatch(/Qz(Auth|Jwt|Enc|Old|Pwd|Admin|Mail)/);
    for (const secret of Object.values(secrets).flatMap((value) => (value.startsWith("Qz") ? value.split(",") : []))) {
      // No 6 consecutive characters of it.
      for (let start = 0; start + 6 <= secret.length; start += 1)
        expect(text).not.toContain(secret.slice(start, start + 6));
    }
    if (api.runtime.config.database.provider === "postgresql") {
      const { username, password, host } = new URL(api.runtime.config.database.url);
      expect(body.database.location).toContain(host);
      expect(body.database.location).not.toContain(`${username}:`);
      expect(body.database.location).not.toContain(`${password}@`);
    }
  });

  test("findings disappear once they are fixed", async () => {
    const codes = async (): Promise<string[]> => (await read()).findings.map(({ code }: { code: string }) => code);
    const before = await codes();
    expect(before).toContain("only_one_administrator");
    expect(before).toContain("no_administrator_with_two_factor");
    expect(before).toContain("old_key_listed");

    await api.person("second");
    await operatorCommands["make-admin"](api.runtime, "second");
    const after = await codes();
    expect(after).not.toContain("only_one_administrator");
    // All requests came through an apparent proxy.
    expect(after).toContain("proxy_not_trusted");
  });

  test("mail that can't be sent is reported with the reason", async () => {
    await operatorCommands["test-mail"](api.runtime, "ada@example.org");
    const { mail } = await read();
    expect(mail.counts.queued).toBe(1);
    expect(mail.oldest_waiting_at).not.toBeNull();
    expect(mail.last_failure.reason).not.toBe("");
    const { body } = await api.get(`/api/v1/outbox/${mail.last_failure.mail_id}`, admin);
    expect(body).toMatchObject({ to: "ada@example.org", last_error: mail.last_failure.reason });
  });

  test("mail that failed for good in the last week is counted", async () => {
    await api.runtime.database.write((tx) =>
      tx.auditEvent.createMany({
        data: [1, 6, 8].map((days) => ({
          id: api.runtime.nextRequestId(),
          at: new Date(Date.now() - days * 24 * 60 * 60 * 1000),
          action: "mail.undeliverable",
          outcome: "failure",
          details: "{}",
        })),
      }),
    );
    const { findings } = await read();
    expect(findings.find(({ code }: { code: string }) => code === "mail_given_up").message).toMatch(
      /^2 mails failed for good in the last week\./,
    );
  });

  test("jobs report their last run, or none", async () => {
    const jobs = async (): Promise<Record<string, { last_started_at: string | null; problem: string | null }>> =>
      Object.fromEntries((await read()).jobs.map(({ name, ...job }: { name: string }) => [name, job]));
    expect((await jobs())["remove-expired"]?.last_started_at).toBeNull();
    await startHourlyJobs(api.runtime).stop();
    const after = await jobs();
    for (const name of ["remove-expired", "index-users", "refresh-site-rules"])
      expect(after[name], name).toMatchObject({ last_started_at: expect.any(String), problem: null });
  });

  if (provider === "sqlite" && process.platform !== "win32")
    test("reports a database file that other users can read", async () => {
      const { database } = api.runtime.config;
      if (database.provider !== "sqlite") throw new Error("The database is not SQLite.");
      chmodSync(database.file, 0o644);
      const { findings } = await read();
      expect(findings.map(({ message }: { message: string }) => message)).toContain(
        `${database.file} has the mode 0644, so other users of this machine can access it.`,
      );
      chmodSync(database.file, 0o600);
    });
});

test("readiness reports the mail transport, and is ready without one", async () => {
  const api = await createApiClient("sqlite");
  const reply = await api.get("/api/health/ready");
  expect([reply.status, reply.body]).toEqual([200, { status: "ready", database: "ok", mail: "outbox" }]);
  await api.dispose();
});

test("readiness refuses while the server starts or stops; liveness and all other operations answer", async () => {
  const api = await createApiClient("sqlite");
  api.runtime.isServing = false;
  const refused = await api.get("/api/health/ready");
  expect([refused.status, refused.body.code]).toEqual([503, "unavailable"]);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await api.get("/api/health/live")).status).toBe(200);
  expect((await api.get("/api/v1/generate-password")).status).toBe(200);
  await api.dispose();
});

test("an untrusted proxy nearby is reported, and only then", async () => {
  const sawProxy = async (trusted: string): Promise<boolean[]> => {
    const api = await createApiClient("sqlite", { TRUSTED_PROXIES: trusted });
    const saw: boolean[] = [];
    for (const address of [undefined, "203.0.113.9"]) {
      await api.send("GET", "/api/health/live", undefined, undefined, address);
      saw.push((await serverContext(api.runtime).system.facts()).machine.sawUntrustedProxy);
    }
    await api.dispose();
    return saw;
  };
  expect(await sawProxy("")).toEqual([false, true]);
  expect(await sawProxy("127.0.0.1")).toEqual([false, false]);
});

test("a trusted proxy that names no address is logged once and is a finding", async () => {
  const api = await createApiClient("sqlite", { TRUSTED_PROXIES: "127.0.0.1" });
  const findings = async () => findProblems(await serverContext(api.runtime).system.facts());
  const warnings: object[] = [];
  api.runtime.logger.warn = (fields: object) => void warnings.push(fields);
  const askFrom = (address: string) => api.send("GET", "/api/health/live", undefined, undefined, address);

  await askFrom("203.0.113.9:51234");
  expect(await findings()).not.toContainEqual(expect.objectContaining({ code: "proxy_address_unreadable" }));
  await askFrom("unknown");
  await askFrom("client.example.org");
  expect(warnings).toEqual([{ header: "X-Forwarded-For: unknown" }]);
  expect(await findings()).toContainEqual(
    expect.objectContaining({ code: "proxy_address_unreadable", message: expect.stringContaining("unknown") }),
  );
  await api.dispose();
});

test("requests of Next to its own server don't count as proxied", async () => {
  const { runtime, dispose } = await createTestRuntime();
  const server = await listen(runtime);
  const { headers } = await fetch(server.origin + routes.account()).then((reply) => reply.json());
  await fetch(server.origin + routes.account(), { headers: { ...headers, host: "localhost" } });
  expect((await serverContext(runtime).system.facts()).machine.sawUntrustedProxy).toBe(false);
  await server.close();
  await dispose();
});

test("the commit is that of the checkout, and secret files are checked", async () => {
  const { runtime, dispose } = await createTestRuntime();
  const { machine } = await serverContext(runtime).system.facts();
  expect(machine.commit).toBe(findCommit(process.cwd()));
  expect(machine.bcryptEngine).not.toBeNull();
  expect(machine.disk?.freeBytes).toBeGreaterThan(0);
  expect(machine.files).toContainEqual({ path: join(runtime.config.dataDirectory, "secrets.json"), mode: 0o600 });
  await dispose();
});
