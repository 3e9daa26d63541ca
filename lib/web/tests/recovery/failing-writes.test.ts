import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { unavailable } from "@/lib/data/database-errors";
import { resendVerification } from "@/lib/services/accounts/resend-verification";
import { signUpInBrowser } from "@/lib/services/accounts/sign-up-in-browser";
import type { ServiceContext } from "@/lib/services/context";
import { answerMailRequests } from "@/lib/services/mail/answer-mail-requests";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { newestMail, readMailbox } from "@/lib/testing/mailbox";
import { operatorContext } from "@/lib/web/server-context";

const RESET = "/api/v1/users/request-password-reset";
const MINUTE_MS = 60 * 1000;

describe.each(databaseProviders)("replies that don't reveal accounts, while writes fail (%s)", (provider) => {
  let api: ApiClient;
  let now = new Date();
  let networks = 0;
  let createContext: ApiClient["runtime"]["createContext"];
  beforeAll(async () => {
    api = await createApiClient(provider, {}, { now: () => now });
    createContext = api.runtime.createContext;
  });
  afterEach(async () => {
    api.runtime.createContext = createContext;
    await api.runtime.database.write((tx) => tx.outboxMail.deleteMany({ where: { state: "asked" } }));
  });
  afterAll(() => api.dispose());

  const change = (adapt: (context: ServiceContext) => void): void => {
    api.runtime.createContext = (request) => {
      const context = createContext(request);
      adapt(context);
      return context;
    };
  };
  const failWrites = (): void =>
    change((context) => {
      context.write = () => Promise.reject(unavailable(new Error("database or disk is full")));
    });
  /** The process ends between the reply and the work after it. */
  const stopAfterReply = (): void => change((context) => void (context.defer = () => undefined));
  const send = (path: string, body: object, token?: string) =>
    api.send("POST", path, body, token, `10.9.${(networks += 1)}.1`);
  const outcome = async (reply: Promise<{ status: number; body: { request_id?: string } }>) => {
    const { status, body } = await reply;
    return { status, ...body, request_id: "" };
  };
  const requests = () => api.runtime.database.reader.outboxMail.findMany({ where: { state: "asked" } });

  test("a reset request answers 503 with and without an account, and uses up none of the mails of an hour", async () => {
    const { email } = await api.person("locked");
    failWrites();
    for (let count = 0; count < 3; count += 1) {
      const [known, unknown] = [
        await outcome(send(RESET, { email })),
        await outcome(send(RESET, { email: "no@example.org" })),
      ];
      expect(known.status).toBe(503);
      expect(unknown).toEqual(known);
    }
    api.runtime.createContext = createContext;
    for (let count = 0; count < 3; count += 1) {
      expect((await send(RESET, { email })).status).toBe(202);
      await api.runtime.settle();
    }
    expect(await readMailbox(api.runtime, email)).toHaveLength(3);
  });

  test("a reset request makes the same write with an account, without one and above the limit of mails", async () => {
    await api.person("known");
    for (let count = 0; count < 3; count += 1) {
      await send(RESET, { email: "limit@example.org" });
      await api.runtime.settle();
    }
    stopAfterReply();
    for (const email of ["known@example.org", "nobod@example.org", "limit@example.org"])
      expect((await send(RESET, { email })).status).toBe(202);
    const rows = await requests();
    const shapes = rows.map(({ id, props, ...row }) => ({
      ...row,
      id: id.length,
      keys: Object.keys(JSON.parse(props)),
    }));
    expect(shapes).toHaveLength(3);
    expect(shapes[1]).toEqual(shapes[0]);
    expect(shapes[2]).toEqual(shapes[0]);

    api.runtime.createContext = createContext;
    now = new Date(now.getTime() + MINUTE_MS);
    await answerMailRequests(operatorContext(api.runtime));
    expect(await requests()).toEqual([]);
    expect(await readMailbox(api.runtime, "known@example.org")).toHaveLength(1);
  });

  test("a stored request is answered once by the next process, with the origin of the request", async () => {
    const { email, id } = await api.person("patient");
    stopAfterReply();
    expect((await send(RESET, { email })).status).toBe(202);
    const address = `10.9.${networks}.1`;
    api.runtime.createContext = createContext;
    expect(await readMailbox(api.runtime, email)).toEqual([]);
    expect(await answerMailRequests(operatorContext(api.runtime))).toEqual({ answered: 0 });

    now = new Date(now.getTime() + MINUTE_MS);
    const runs = await Promise.all([1, 2, 3].map(() => answerMailRequests(operatorContext(api.runtime))));
    expect(runs.map(({ answered }) => answered)).toContain(1);
    expect(await readMailbox(api.runtime, email)).toHaveLength(1);
    expect((await newestMail(api.runtime, email)).props).toMatchObject({ asked: { address } });
    const event = { targetId: id, action: "password.reset_asked", address };
    expect(await api.runtime.database.reader.auditEvent.count({ where: event })).toBe(1);
  });

  test("a request stays stored while the work after the reply fails, and expires after an hour", async () => {
    const { email } = await api.person("unlucky");
    change((context) => {
      const { write } = context;
      let writes = 0;
      context.write = (work) => {
        writes += 1;
        return writes === 1 ? write(work) : Promise.reject(unavailable(new Error("disk I/O error")));
      };
    });
    expect((await send(RESET, { email })).status).toBe(202);
    await api.runtime.settle();
    expect(await requests()).toHaveLength(1);

    const failing = operatorContext(api.runtime);
    now = new Date(now.getTime() + MINUTE_MS);
    failing.write = () => Promise.reject(unavailable(new Error("disk I/O error")));
    await expect(answerMailRequests(failing)).rejects.toMatchObject({ code: "unavailable" });
    expect(await requests()).toHaveLength(1);
    api.runtime.createContext = createContext;
    now = new Date(now.getTime() + 60 * MINUTE_MS);
    await answerMailRequests(operatorContext(api.runtime));
    expect(await requests()).toEqual([]);
    expect(await readMailbox(api.runtime, email)).toEqual([]);
  });

  test("a stored request isn't shown in the outbox", async () => {
    const { email } = await api.person("hidden");
    stopAfterReply();
    await send(RESET, { email });
    const [stored] = await requests();
    api.runtime.createContext = createContext;
    const { id, access } = await api.person("keeper");
    await api.runtime.database.write((tx) => tx.user.update({ where: { id }, data: { role: "admin" } }));
    const outbox = await api.get("/api/v1/outbox", access);
    expect(outbox.status).toBe(200);
    expect(JSON.stringify(outbox.body)).not.toContain(stored?.id);
    expect((await api.get(`/api/v1/outbox/${stored?.id}`, access)).status).toBe(404);
  });

  describe("with SIGNUP=verify", () => {
    const verifying = (also: (context: ServiceContext) => void = () => undefined): void =>
      change((context) => {
        context.settings = { ...context.settings, signUp: "verify" };
        also(context);
      });
    const failing = (context: ServiceContext): void => {
      context.write = () => Promise.reject(unavailable(new Error("database or disk is full")));
    };
    const register = (email: string) => send("/api/v1/users/register", { email, password: STRONG_PASSWORD });

    test("a sign-up answers 503 for a free and a taken address, and uses up none of the mails of an hour", async () => {
      const { email } = await api.person("taken");
      verifying(failing);
      for (let count = 0; count < 3; count += 1) {
        const [taken, free] = [await outcome(register(email)), await outcome(register("free@example.org"))];
        expect(taken.status).toBe(503);
        expect(free).toEqual(taken);
      }
      verifying();
      for (let count = 0; count < 3; count += 1) expect((await register("free@example.org")).status).toBe(202);
      expect(await readMailbox(api.runtime, "free@example.org")).toHaveLength(3);
    });

    test("a sign-up writes as many rows for a free address as for a disabled account's, and those are removed", async () => {
      const person = await api.person("away");
      await api.runtime.database.write((tx) =>
        tx.user.update({ where: { id: person.id }, data: { status: "disabled" } }),
      );
      verifying();
      const count = () => api.runtime.database.reader.outboxMail.count();
      const before = await count();
      expect((await register("new@example.org")).status).toBe(202);
      expect(await count()).toBe(before + 1);
      expect((await register(person.email)).status).toBe(202);
      expect(await count()).toBe(before + 2);
      await answerMailRequests(operatorContext(api.runtime));
      expect(await count()).toBe(before + 1);
      expect(await readMailbox(api.runtime, person.email)).toEqual([]);
    });

    test("a repeated verification mail answers 503 with and without a sign-up, and is else stored and sent", async () => {
      const facts = { id: "page", address: null, network: "10.9.0.1", userAgent: null, deviceToken: null };
      const email = { address: "again@example.org", normalized: "again@example.org" };
      verifying();
      const signedUp = await signUpInBrowser(api.runtime.createContext(facts), { email, password: STRONG_PASSWORD });
      if (!("asked" in signedUp)) throw new Error("The sign-up needs no verification.");
      const { asked } = signedUp;
      const secrets = [asked, "another secret", null];
      const resendAll = () =>
        Promise.allSettled(
          secrets.map((secret) => resendVerification(api.runtime.createContext(facts), { asked: secret })),
        );

      verifying(failing);
      for (const reply of await resendAll()) expect(reply).toMatchObject({ reason: { code: "unavailable" } });
      verifying((context) => void (context.defer = () => undefined));
      for (const reply of await resendAll()) expect(reply.status).toBe("fulfilled");
      expect(await requests()).toHaveLength(3);
      expect(await readMailbox(api.runtime, email.normalized)).toHaveLength(1);
      now = new Date(now.getTime() + MINUTE_MS);
      await answerMailRequests(operatorContext(api.runtime));
      expect(await requests()).toEqual([]);
      expect(await readMailbox(api.runtime, email.normalized)).toHaveLength(2);
    });
  });

  test("an email change answers 503 for a free and a taken address, and else writes as many rows", async () => {
    await api.person("neighbour");
    const { access } = await api.person("mover");
    const ask = (email: string) => send("/api/v1/users/me/email", { email }, access);
    failWrites();
    const [free, taken] = [await outcome(ask("vacant@example.org")), await outcome(ask("neighbour@example.org"))];
    expect(free.status).toBe(503);
    expect(taken).toEqual(free);
    api.runtime.createContext = createContext;
    const count = () => api.runtime.database.reader.outboxMail.count();
    const before = await count();
    expect((await ask("vacant@example.org")).status).toBe(202);
    const afterFree = await count();
    expect((await ask("neighbour@example.org")).status).toBe(202);
    expect((await count()) - afterFree).toBe(afterFree - before);
    expect(await readMailbox(api.runtime, "neighbour@example.org")).toEqual([]);
  });
});
