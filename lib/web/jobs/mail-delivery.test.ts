import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { queueMail } from "@/lib/services/mail/shared/queue-mail";
import { startNode } from "@/lib/testing/child-process";
import { copyDatabase, type DatabaseCopy } from "@/lib/testing/databases";
import { startMailServer, startRawServer } from "@/lib/testing/mail-server";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { operatorCommands } from "@/lib/web/commands/operator-commands";
import { serverContext } from "@/lib/web/server-context";
import { startMailDelivery, type MailDelivery } from "./mail-delivery";

const key = "q7Vb2nXk9TzR4mWs8LcYp3HdJf6GaEu1";

/** Queues a mail as a service does. */
async function queueReset(
  runtime: Awaited<ReturnType<typeof createTestRuntime>>["runtime"],
  to = "ada@example.org",
): Promise<void> {
  const context = serverContext(runtime);
  const link = "https://passwords.example.org/reset-password/open?token=abc";
  await context.write((tx) =>
    queueMail(context, tx, {
      template: "password-reset",
      to,
      props: {
        name: "Ada",
        asked: { at: context.now().toISOString(), device: "Firefox on Linux", address: null },
        linkMinutes: 60,
        codeMinutes: 10,
      },
      secretProps: { link, code: "482 913", notMeUrl: link },
      userId: null,
    }),
  );
}

describe("mail delivery", () => {
  let copy: DatabaseCopy;
  const ends: (() => Promise<unknown>)[] = [];
  beforeEach(async () => {
    copy = await copyDatabase("sqlite");
  });
  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
    await copy.remove();
  });

  const databaseUrl = (): string =>
    copy.location.provider === "sqlite" ? `file:${copy.location.file}` : copy.location.url;

  async function startRuntime(settings: Record<string, string>, options: { now?: () => Date } = {}) {
    const { runtime, dispose } = await createTestRuntime(
      { DATABASE_URL: databaseUrl(), ENCRYPTION_KEY: key, ...settings },
      options,
    );
    ends.push(dispose);
    return runtime;
  }

  function start(
    runtime: Parameters<typeof startMailDelivery>[0],
    options?: Parameters<typeof startMailDelivery>[1],
  ): MailDelivery {
    const delivery = startMailDelivery(runtime, options);
    ends.push(delivery.stop);
    return delivery;
  }

  const smtp = (port: number): Record<string, string> => ({
    MAIL_SERVER: "127.0.0.1",
    MAIL_PORT: String(port),
    MAIL_USE_TLS: "false",
    MAIL_FROM: "latchkey@mail.example.org",
  });

  async function mailServer(options: Parameters<typeof startMailServer>[0] = {}) {
    const server = await startMailServer(options);
    ends.push(server.close);
    return server;
  }

  async function hangingServer() {
    const server = await startRawServer(() => undefined);
    ends.push(server.close);
    return server;
  }

  test("mail is sent right after the commit", async () => {
    const server = await mailServer();
    const runtime = await startRuntime(smtp(server.port));
    start(runtime, { pollMs: 60 * 60 * 1000 });
    await queueReset(runtime);
    await expect.poll(() => server.mails.length, { timeout: 10_000 }).toBe(1);
    expect(server.mails[0]?.source).toContain("Hello Ada,");
    expect(server.mails[0]?.source).toContain("482 913");
    await expect
      .poll(() => runtime.database.reader.outboxMail.count({ where: { state: "sent", sealedProps: null } }))
      .toBe(1);
  });

  test("mail of an earlier process is sent at start", async () => {
    const server = await mailServer();
    const runtime = await startRuntime(smtp(server.port));
    await queueReset(runtime);
    start(runtime, { pollMs: 60 * 60 * 1000 });
    await expect.poll(() => server.mails.length, { timeout: 10_000 }).toBe(1);
  });

  test("mail that another process queued is found by polling", async () => {
    const server = await mailServer();
    const runtime = await startRuntime(smtp(server.port));
    start(runtime, { pollMs: 50 });
    const notify = runtime.onMailQueued;
    runtime.onMailQueued = () => undefined;
    await queueReset(runtime);
    await expect.poll(() => server.mails.length, { timeout: 10_000 }).toBe(1);
    runtime.onMailQueued = notify;
  });

  test("a hanging mail server doesn't delay changes, and a stop takes no longer than its grace period", async () => {
    const server = await hangingServer();
    const runtime = await startRuntime(smtp(server.port));
    const delivery = start(runtime, { graceMs: 300 });
    // The server never answers: a change that waited for it would never end.
    for (let count = 0; count < 20; count += 1) {
      await queueReset(runtime);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await expect.poll(() => server.connections(), { timeout: 10_000 }).toBeGreaterThan(0);
    // At most 2 connections at once, however many mails are queued.
    expect(server.connections()).toBeLessThanOrEqual(2);

    const began = performance.now();
    await delivery.stop();
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(await runtime.database.reader.outboxMail.count({ where: { state: "queued", attempts: 0 } })).toBe(20);
  });

  test.each(["smtp", "outbox"])("a database that never answers doesn't hold a stop (%s)", async (transport) => {
    const runtime = await startRuntime(transport === "smtp" ? smtp(9) : {});
    let started = false;
    runtime.jobs.run = () => {
      started = true;
      return new Promise(() => undefined);
    };
    const delivery = startMailDelivery(runtime, { graceMs: 100 });
    await expect.poll(() => started).toBe(true);
    await delivery.stop();
  });

  test("no delivery starts after a stop", async () => {
    const server = await mailServer();
    const runtime = await startRuntime(smtp(server.port));
    const delivery = start(runtime);
    await delivery.stop();
    await queueReset(runtime);
    await runtime.settle();
    expect(server.mails).toEqual([]);
    expect(await runtime.database.reader.outboxMail.count({ where: { state: "queued" } })).toBe(1);
  });

  test("more than one batch is sent without a pause", async () => {
    const server = await mailServer();
    const runtime = await startRuntime(smtp(server.port));
    for (let count = 0; count < 55; count += 1) await queueReset(runtime);
    start(runtime, { pollMs: 60 * 60 * 1000 });
    await expect.poll(() => server.mails.length, { timeout: 20_000 }).toBe(55);
    expect(new Set(server.mails.map(({ source }) => /^Message-ID: (.*)$/m.exec(source)?.[1])).size).toBe(55);
  });

  test("without a mail server, mail is held", async () => {
    const runtime = await startRuntime({});
    start(runtime, { pollMs: 50 });
    await queueReset(runtime);
    await runtime.settle();
    expect(await runtime.database.reader.outboxMail.findMany({ select: { state: true, lastError: true } })).toEqual([
      { state: "held", lastError: null },
    ]);
  });

  test("mail of a process that was killed right after its commit is sent by the next one", async () => {
    const server = await mailServer();
    const killed = startNode(killedAfterCommit, databaseUrl(), String(server.port), key);
    await killed.printed("committed");
    await killed.killHard();
    expect(server.mails).toEqual([]);

    const runtime = await startRuntime(smtp(server.port));
    start(runtime);
    await expect.poll(() => server.mails.length, { timeout: 10_000 }).toBe(1);
    expect(server.mails[0]).toMatchObject({ to: ["ada@example.org"] });
    expect(server.mails[0]?.source).toContain("An administrator requested");
  });

  test("mail of a process that was killed while sending is sent after the lease, with the same id", async () => {
    const hanging = await hangingServer();
    const killed = startNode(killedWhileSending, databaseUrl(), String(hanging.port), key);
    await killed.printed("committed");
    await expect.poll(() => hanging.connections(), { timeout: 20_000 }).toBe(1);
    await killed.killHard();

    const server = await mailServer();
    let now = new Date();
    const runtime = await startRuntime(smtp(server.port), { now: () => now });
    start(runtime, { pollMs: 50 });
    const row = await runtime.database.reader.outboxMail.findFirstOrThrow({});
    expect(row).toMatchObject({ state: "sending", attempts: 1 });
    now = new Date(now.getTime() + 3 * 60 * 1000);
    await expect.poll(() => server.mails.length, { timeout: 10_000 }).toBe(1);
    expect(server.mails[0]?.source).toContain(`Message-ID: <${row.id}@mail.example.org>`);
  });

  describe("the test mail command", () => {
    test("sends the mail, or prints the reason", async () => {
      let full = false;
      const server = await mailServer({
        refuse: () => (full ? { at: "recipient", code: 550, text: "No such user here" } : null),
      });
      const runtime = await startRuntime(smtp(server.port));
      expect(await operatorCommands["test-mail"](runtime, "Ada@Example.org")).toEqual([
        "Sent to Ada@Example.org. It should arrive within 2 minutes.",
      ]);
      expect(server.mails[0]?.to).toEqual(["ada@example.org"]);
      full = true;
      expect(await operatorCommands["test-mail"](runtime, "nobody@example.org")).toEqual([
        expect.stringMatching(/^The mail could not be delivered\. .*550 No such user here/),
      ]);
      await server.close();
      expect(await operatorCommands["test-mail"](runtime, "late@example.org")).toEqual([
        expect.stringMatching(/^Not sent yet\. The server will try again\. .*ECONNREFUSED/),
      ]);
      await expect(operatorCommands["test-mail"](runtime, "no address")).rejects.toMatchObject({ code: "validation" });
    });

    test("says that the server sends no mail", async () => {
      expect(await operatorCommands["test-mail"](await startRuntime({}), "ada@example.org")).toEqual([
        expect.stringContaining("This server sends no mail."),
      ]);
    });
  });
});

const beginning = `
import { parseConfig } from "@/lib/config";
import { createRuntime } from "@/lib/create-runtime";
import { sendTestMail } from "@/lib/services/mail/send-test-mail";
import { startMailDelivery } from "@/lib/web/jobs/mail-delivery";
import { operatorContext } from "@/lib/web/server-context";
const [DATABASE_URL, MAIL_PORT, ENCRYPTION_KEY] = process.argv.slice(1).filter((word) => word !== "--");
const secret = (letter) => letter + "J8vQ2xNfR5tYw7ZbC3mLp9HsD6gUa1EiOoXqVnT";
const config = parseConfig({ DATABASE_URL, ENCRYPTION_KEY, AUTH_SECRET: secret("a"), JWT_SECRET: secret("b"), PASSWORD_KEY: secret("c"), LOG_LEVEL: "silent",
  MAIL_SERVER: "127.0.0.1", MAIL_PORT, MAIL_USE_TLS: "false", MAIL_FROM: "latchkey@mail.example.org" }, process.cwd());
const runtime = await createRuntime(config);
const context = operatorContext(runtime);
`;
const ending = `
await sendTestMail(context, { to: "ada@example.org" });
console.log("committed");
setInterval(() => undefined, 1000);
`;
describe("mail delivery of several processes", () => {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
  });

  async function startProcesses(port: number) {
    const copy = await copyDatabase("postgresql");
    ends.push(copy.remove);
    if (copy.location.provider !== "postgresql") throw new Error("not PostgreSQL");
    const settings = {
      DATABASE_URL: copy.location.url,
      ENCRYPTION_KEY: key,
      MAIL_SERVER: "127.0.0.1",
      MAIL_PORT: String(port),
      MAIL_USE_TLS: "false",
      MAIL_FROM: "latchkey@mail.example.org",
    };
    const runtimes = [];
    for (let count = 0; count < 3; count += 1) {
      const { runtime, dispose } = await createTestRuntime(settings);
      ends.push(dispose);
      runtimes.push(runtime);
    }
    return runtimes;
  }

  test("together sends two mails at once, each once, and the turn goes to whoever has mail", async () => {
    let atOnce = 0;
    let most = 0;
    const server = await startMailServer({
      onConnect: (_, done) => {
        most = Math.max(most, (atOnce += 1));
        done();
      },
      onClose: () => void (atOnce -= 1),
    });
    ends.push(server.close);
    const runtimes = await startProcesses(server.port);
    for (const runtime of runtimes) ends.push(startMailDelivery(runtime, { pollMs: 60 * 60 * 1000 }).stop);
    await Promise.all(
      runtimes.map(async (runtime, index) => {
        for (let count = 0; count < 8; count += 1) await queueReset(runtime, `mail-${index}-${count}@example.org`);
      }),
    );
    await expect.poll(() => server.mails.length, { timeout: 30_000 }).toBe(24);
    expect(new Set(server.mails.flatMap(({ to }) => to)).size).toBe(24);
    expect(most).toBeLessThanOrEqual(2);
  });

  test("asks a mail server that can't be used once for all of them", async () => {
    const server = await startRawServer((socket) => socket.destroy());
    ends.push(server.close);
    const [first, ...others] = await startProcesses(server.port);
    if (first === undefined) throw new Error("no process");
    for (let count = 0; count < 10; count += 1) await queueReset(first);
    const record = () => first.database.reader.jobRun.findUnique({ where: { name: "deliver-mail" } });
    ends.push(startMailDelivery(first, { pollMs: 60 * 60 * 1000 }).stop);
    await expect.poll(async () => (await record())?.problem, { timeout: 10_000 }).toEqual(expect.any(String));
    const connections = server.connections();
    for (const runtime of others) {
      const delivery = startMailDelivery(runtime, { pollMs: 60 * 60 * 1000 });
      await new Promise((resolve) => setTimeout(resolve, 200));
      await delivery.stop();
    }
    expect(server.connections()).toBe(connections);
    expect(await first.database.reader.outboxMail.count({ where: { state: "queued", attempts: 0 } })).toBeGreaterThan(
      0,
    );
  });
});

const killedAfterCommit = beginning + ending;
const killedWhileSending = `${beginning}startMailDelivery(runtime);${ending}`;
