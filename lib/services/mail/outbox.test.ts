import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MAIL_ATTEMPTS_MAX } from "@/lib/domain/mail/retry-delay";
import { createSecretBox } from "@/lib/platform/secret-box";
import type { Runtime } from "@/lib/runtime";
import { copyDatabase, databaseProviders, type DatabaseCopy } from "@/lib/testing/databases";
import { createRecordingMailer } from "@/lib/testing/recording-mailer";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { operatorContext, serverContext } from "@/lib/web/server-context";
import type { Mailer, MailOutcome, ServiceContext } from "../context";
import { deliverDueMail } from "./deliver-due-mail";
import { queueMail, type MailToQueue } from "./shared/queue-mail";
import { removeOldRecords } from "../maintenance/remove-old-records";
import { resealSecrets } from "../secrets/reseal-secrets";

const DAY_MS = 24 * 60 * 60 * 1000;
const start = new Date("2026-11-21T12:00:00.000Z");
const LINK = "https://passwords.example.org/reset-password/open?token=9mBq2Xv7RkT4wLs8ZcYp3HdJf6GaEu1NoVtQiWxK5rM";
const smtp = { MAIL_SERVER: "127.0.0.1", MAIL_FROM: "latchkey@example.org" };

const resetMail: MailToQueue<"password-reset"> = {
  template: "password-reset",
  to: "ada@example.org",
  props: {
    name: "Ada",
    asked: { at: start.toISOString(), device: "Firefox on Linux", address: null },
    linkMinutes: 60,
    codeMinutes: 10,
  },
  secretProps: { link: LINK, code: "482 913", notMeUrl: `${LINK}2` },
  userId: "user-1",
};

describe.each(databaseProviders)("the outbox (%s)", (provider) => {
  let copy: DatabaseCopy;
  let environment: Record<string, string>;
  let runtime: Runtime;
  let dispose: () => Promise<void>;
  let now = start;

  beforeAll(async () => {
    copy = await copyDatabase(provider);
    const location = copy.location.provider === "sqlite" ? `file:${copy.location.file}` : copy.location.url;
    environment = { ...smtp, DATABASE_URL: location, ENCRYPTION_KEY: "q7Vb2nXk9TzR4mWs8LcYp3HdJf6GaEu1" };
    ({ runtime, dispose } = await createTestRuntime(environment, { now: () => now }));
  });
  afterAll(async () => {
    await dispose();
    await copy.remove();
  });
  beforeEach(async () => {
    now = start;
    await runtime.database.write((tx) => tx.outboxMail.deleteMany({}));
  });

  const as = (mailer: Mailer): ServiceContext => ({ ...operatorContext(runtime), mailer });
  const queue = (mail: Partial<typeof resetMail> = {}, context = as(createRecordingMailer())): Promise<string> =>
    context.write((tx) => queueMail(context, tx, { ...resetMail, ...mail }));
  const row = (id: string) => runtime.database.reader.outboxMail.findUniqueOrThrow({ where: { id } });
  const failing = (failure: "permanent" | "temporary" | "unreachable"): Mailer & { sent: unknown[] } =>
    createRecordingMailer(() => ({ ok: false, failure, reason: "450 try later" }));
  const pass = (milliseconds: number): void => void (now = new Date(now.getTime() + milliseconds));

  test("a queued mail contains its links and codes only sealed, and deletes them when it is sent", async () => {
    const id = await queue();
    const queued = await row(id);
    expect(queued).toMatchObject({
      state: "queued",
      to: "ada@example.org",
      template: "password-reset",
      attempts: 0,
      userId: "user-1",
    });
    expect(JSON.stringify(queued)).not.toMatch(/9mBq2Xv7|482 ?913|open\?token/);

    const mailer = createRecordingMailer();
    expect(await deliverDueMail(as(mailer))).toMatchObject({ sent: 1, retried: 0, dead: 0 });
    expect(mailer.sent).toEqual([
      {
        id,
        to: "ada@example.org",
        template: "password-reset",
        props: { ...resetMail.props, ...resetMail.secretProps },
      },
    ]);
    expect(await row(id)).toMatchObject({
      state: "sent",
      sealedProps: null,
      sentAt: start,
      attempts: 1,
      leasedUntil: null,
      lastError: null,
    });
    expect(await deliverDueMail(as(mailer))).toMatchObject({ sent: 0 });
  });

  test("a mail exists only if its transaction commits", async () => {
    const context = as(createRecordingMailer());
    const failure = new Error("the change failed");
    await expect(
      context.write(async (tx) => void (await queueMail(context, tx, resetMail), await Promise.reject(failure))),
    ).rejects.toThrow(failure);
    expect(await runtime.database.reader.outboxMail.count()).toBe(0);
  });

  test("delivery is triggered after the commit, and not after a rollback", async () => {
    const context = as(createRecordingMailer());
    const calls: number[] = [];
    runtime.onMailQueued = () => void calls.push(1);
    await context.write(async (tx) => {
      await queueMail(context, tx, resetMail);
      expect(calls).toEqual([]);
    });
    expect(calls).toEqual([1]);
    await context
      .write(async (tx) => void (await queueMail(context, tx, resetMail), await Promise.reject(new Error("no"))))
      .catch(() => undefined);
    await context.write(async () => undefined);
    expect(calls).toEqual([1]);
    runtime.onMailQueued = () => undefined;
  });

  test("sealed values open for their own row only", async () => {
    const [one, other] = [await queue(), await queue({ to: "eve@example.org" })];
    const { sealedProps } = await row(one);
    await runtime.database.write((tx) => tx.outboxMail.update({ where: { id: other }, data: { sealedProps } }));
    const mailer = createRecordingMailer();
    expect(await deliverDueMail(as(mailer))).toMatchObject({ sent: 1, dead: 1 });
    expect(mailer.sent.map(({ to }) => to)).toEqual(["ada@example.org"]);
    expect(await row(other)).toMatchObject({ state: "dead", sealedProps: null });
  });

  test("twenty concurrent workers send each mail once", async () => {
    const ids = await Promise.all(
      Array.from({ length: 30 }, (_, index) => queue({ to: `person-${index}@example.org` })),
    );
    const mailer = createRecordingMailer();
    const deliveries = await Promise.all(Array.from({ length: 20 }, () => deliverDueMail(as(mailer))));
    expect(mailer.sent.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(deliveries.reduce((sum, { sent }) => sum + sent, 0)).toBe(30);
    expect(await runtime.database.reader.outboxMail.count({ where: { state: "sent", attempts: 1 } })).toBe(30);
  });

  test("a mail with temporary failures is tried ten times within about a day, then marked as failed with its reason and an event", async () => {
    const id = await queue();
    const mailer = failing("temporary");
    for (let attempt = 1; attempt < MAIL_ATTEMPTS_MAX; attempt += 1) {
      expect(await deliverDueMail(as(mailer))).toMatchObject({ retried: 1, dead: 0 });
      const waiting = await row(id);
      expect(waiting).toMatchObject({
        state: "queued",
        attempts: attempt,
        lastError: "450 try later",
        sealedProps: expect.any(String),
      });
      expect(waiting.nextAttemptAt.getTime()).toBeGreaterThan(now.getTime() + 20_000);
      pass(1_000);
      expect(await deliverDueMail(as(mailer))).toMatchObject({ retried: 0, dead: 0 });
      now = waiting.nextAttemptAt;
    }
    expect(now.getTime() - start.getTime()).toBeGreaterThan(18 * 60 * 60 * 1000);
    expect(now.getTime() - start.getTime()).toBeLessThan(31 * 60 * 60 * 1000);
    expect(await deliverDueMail(as(mailer))).toMatchObject({ retried: 0, dead: 1 });
    expect(mailer.sent).toHaveLength(MAIL_ATTEMPTS_MAX);
    expect(await row(id)).toMatchObject({ state: "dead", sealedProps: null, lastError: "450 try later" });
    const [event, ...more] = await runtime.database.reader.auditEvent.findMany({
      where: { details: { contains: id } },
    });
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      action: "mail.undeliverable",
      outcome: "failure",
      targetId: "user-1",
      actorId: null,
    });
    expect(JSON.parse(event?.details ?? "")).toEqual({
      mail: id,
      template: "password-reset",
      attempts: 10,
      reason: "450 try later",
    });
    pass(DAY_MS);
    expect(await deliverDueMail(as(mailer))).toMatchObject({ retried: 0, dead: 0 });
  });

  test("an unknown recipient costs one attempt", async () => {
    const id = await queue();
    const mailer = failing("permanent");
    expect(await deliverDueMail(as(mailer))).toMatchObject({ dead: 1 });
    expect(await row(id)).toMatchObject({ state: "dead", sealedProps: null, attempts: 1 });
    expect(
      await runtime.database.reader.auditEvent.count({
        where: { action: "mail.undeliverable", details: { contains: id } },
      }),
    ).toBe(1);
  });

  test("an unreachable server gets one or two attempts, not one for each queued mail", async () => {
    for (let count = 0; count < 10; count += 1) await queue();
    const mailer = failing("unreachable");
    expect(await deliverDueMail(as(mailer))).toMatchObject({ obstacle: "450 try later" });
    expect(mailer.sent.length).toBeLessThanOrEqual(2);
    expect(
      await runtime.database.reader.outboxMail.count({ where: { state: "queued", attempts: 0 } }),
    ).toBeGreaterThanOrEqual(8);
    // The next run starts with other mails.
    await deliverDueMail(as(mailer));
    expect(new Set(mailer.sent.map((mail) => JSON.stringify(mail))).size).toBe(mailer.sent.length);
    pass(5 * 60 * 1000);
    expect(await deliverDueMail(as(createRecordingMailer()))).toMatchObject({ sent: 10 });
  });

  test("ten thousand mails are sent in batches of fifty", async () => {
    const waiting = {
      template: "test-mail",
      to: "ada@example.org",
      props: "{}",
      state: "queued",
      createdAt: start,
      nextAttemptAt: start,
    };
    // In parts, because one write may take five seconds on a busy machine.
    for (let piece = 0; piece < 20; piece += 1) {
      const data = Array.from({ length: 500 }, (_, index) => ({ ...waiting, id: `mail-${piece}-${index}` }));
      await runtime.database.write((tx) => tx.outboxMail.createMany({ data }));
    }
    let flying = 0;
    let most = 0;
    const mailer = createRecordingMailer(async () => {
      most = Math.max(most, (flying += 1));
      await new Promise((resolve) => setImmediate(resolve));
      flying -= 1;
      return { ok: true };
    });
    expect(await deliverDueMail(as(mailer))).toMatchObject({ sent: 50, more: true });
    expect(most).toBeLessThanOrEqual(2);
  });

  test("a mail whose worker died is sent again after the lease, and not before", async () => {
    const id = await queue();
    // A worker that stops between sending the mail and recording it.
    const lost = createRecordingMailer(() => new Promise<MailOutcome>(() => undefined));
    void deliverDueMail(as(lost));
    await expect.poll(() => lost.sent.length).toBe(1);
    expect(await row(id)).toMatchObject({ state: "sending", attempts: 1 });

    const mailer = createRecordingMailer();
    pass(110_000);
    expect(await deliverDueMail(as(mailer))).toMatchObject({ sent: 0 });
    pass(20_000);
    expect(await deliverDueMail(as(mailer))).toMatchObject({ sent: 1 });
    expect(mailer.sent[0]).toEqual(lost.sent[0]);
    expect(await row(id)).toMatchObject({ state: "sent", attempts: 2 });
  });

  test("a worker whose lease expired changes nothing", async () => {
    const id = await queue();
    let answer: (outcome: MailOutcome) => void = () => undefined;
    const slow = createRecordingMailer(() => new Promise<MailOutcome>((resolve) => (answer = resolve)));
    const late = deliverDueMail(as(slow));
    await expect.poll(() => slow.sent.length).toBe(1);
    pass(130_000);
    await deliverDueMail(as(createRecordingMailer()));
    answer({ ok: false, failure: "permanent", reason: "550 unknown" });
    await late;
    expect(await row(id)).toMatchObject({ state: "sent", attempts: 2, lastError: null });
    expect(await runtime.database.reader.auditEvent.count({ where: { details: { contains: id } } })).toBe(0);
  });

  test("a mail that crashes its process each time is marked as failed after ten attempts", async () => {
    const id = await queue();
    await runtime.database.write((tx) =>
      tx.outboxMail.update({
        where: { id },
        data: { state: "sending", attempts: MAIL_ATTEMPTS_MAX, leasedUntil: start },
      }),
    );
    const mailer = createRecordingMailer();
    expect(await deliverDueMail(as(mailer))).toMatchObject({ dead: 1, sent: 0 });
    expect(mailer.sent).toEqual([]);
    expect(await row(id)).toMatchObject({
      state: "dead",
      lastError: "Every attempt to send this mail was interrupted.",
    });
  });

  test("queued mail is sent after a key rotation with resealing", async () => {
    const id = await queue();
    const NEW_KEY = "Zt5Bv8Cx2Nq7Mw4Lk9Jh3Gf6Ds1Ap0Ro";
    const OLD_KEY = environment["ENCRYPTION_KEY"] ?? "";
    const sealedBy = (...keys: string[]) => ({ ...as(createRecordingMailer()), secretBox: createSecretBox(keys) });
    expect(await resealSecrets(sealedBy(NEW_KEY, OLD_KEY))).toEqual({ resealed: 1, damaged: 0, auditLogFault: null });
    expect(await deliverDueMail(sealedBy(NEW_KEY))).toMatchObject({ sent: 1 });
    expect(await row(id)).toMatchObject({ state: "sent", sealedProps: null });
    // For the other tests.
    await resealSecrets(sealedBy(OLD_KEY, NEW_KEY));
  });

  test("a mail with an expired link isn't sent", async () => {
    const id = await queue({ expiresAt: new Date(start.getTime() + 60_000) });
    pass(60_000);
    const mailer = createRecordingMailer();
    expect(await deliverDueMail(as(mailer))).toMatchObject({ dead: 1, sent: 0 });
    expect(mailer.sent).toEqual([]);
    expect((await row(id)).lastError).toMatch(/expired/);
  });

  test("an attempt that is aborted at shutdown doesn't count, and no new one starts", async () => {
    const ids = [await queue(), await queue(), await queue()];
    const stop = new AbortController();
    const mailer = createRecordingMailer(
      (_, signal) =>
        new Promise((resolve) =>
          signal.addEventListener("abort", () => resolve({ ok: false, failure: "unreachable", reason: "Cut off." })),
        ),
    );
    const delivery = deliverDueMail(as(mailer), { signal: stop.signal });
    await expect.poll(() => mailer.sent.length).toBe(2);
    stop.abort();
    expect(await delivery).toMatchObject({ sent: 0, retried: 0, dead: 0 });
    for (const id of ids) expect(await row(id)).toMatchObject({ state: "queued", attempts: 0, leasedUntil: null });
    expect(await deliverDueMail(as(createRecordingMailer()))).toMatchObject({ sent: 3 });
  });

  test("a mail that can't be rendered is retried, because a later version may be able to", async () => {
    const id = await queue();
    const broken = createRecordingMailer(() =>
      Promise.reject(new Error("This version has no mail template called newer.")),
    );
    expect(await deliverDueMail(as(broken))).toMatchObject({ retried: 1 });
    expect(await row(id)).toMatchObject({
      state: "queued",
      sealedProps: expect.any(String),
      lastError: "An internal error prevented this mail; see the log.",
    });
  });

  test("without a transport mail is held, sealed, and isn't an error", async () => {
    const outbox: Mailer = {
      ...failing("permanent"),
      transport: "outbox",
      send: () => Promise.reject(new Error("must not be called")),
    };
    const id = await queue({}, as(outbox));
    const earlier = await queue();
    expect(await deliverDueMail(as(outbox))).toMatchObject({ sent: 0, retried: 0, dead: 0 });
    for (const held of [id, earlier])
      expect(await row(held)).toMatchObject({
        state: "held",
        attempts: 0,
        lastError: null,
        sealedProps: expect.any(String),
      });
    // Mail that was held isn't sent later, when a transport is configured.
    expect(await deliverDueMail(as(createRecordingMailer()))).toMatchObject({ sent: 0 });
  });

  test("only the server may deliver mail", async () => {
    await expect(deliverDueMail(serverContext(runtime))).rejects.toMatchObject({ code: "unauthorized" });
  });

  test("sent mail is kept for 30 days, failed mail for 90 days, and queued mail forever", async () => {
    const mailer = createRecordingMailer(({ to }) =>
      to.startsWith("dead") ? { ok: false, failure: "permanent", reason: "550" } : { ok: true },
    );
    const sent = await queue();
    const dead = await queue({ to: "dead@example.org" });
    await deliverDueMail(as(mailer));
    const waiting = await queue();
    const left = async (): Promise<string[]> =>
      (await runtime.database.reader.outboxMail.findMany({ select: { id: true } })).map(({ id }) => id).toSorted();
    pass(29 * DAY_MS);
    await removeOldRecords(serverContext(runtime));
    expect(await left()).toEqual([sent, dead, waiting].toSorted());
    pass(2 * DAY_MS);
    await removeOldRecords(serverContext(runtime));
    expect(await left()).toEqual([dead, waiting].toSorted());
    pass(60 * DAY_MS);
    await removeOldRecords(serverContext(runtime));
    expect(await left()).toEqual([waiting]);
  });

  if (provider === "postgresql") {
    test("several processes share the work, and each mail is sent once", async () => {
      const others = await Promise.all([1, 2].map(() => createTestRuntime(environment, { now: () => now })));
      const ids = await Promise.all(Array.from({ length: 40 }, () => queue()));
      const mailer = createRecordingMailer();
      const contexts = [runtime, ...others.map((other) => other.runtime)].map(
        (each): ServiceContext => ({ ...operatorContext(each), mailer }),
      );
      await Promise.all([...contexts, ...contexts].map((context) => deliverDueMail(context)));
      expect(mailer.sent.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
      for (const other of others) await other.dispose();
    });
  }
});
