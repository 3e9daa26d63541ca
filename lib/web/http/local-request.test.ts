import { get } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { routes } from "@/lib/routes";
import { listLocalMail } from "@/lib/services/mail/list-local-mail";
import { readLocalMail } from "@/lib/services/mail/read-local-mail";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { listen } from "@/lib/testing/test-server";
import { operatorCommands } from "@/lib/web/commands/operator-commands";
import { operatorContext, serverContext } from "@/lib/web/server-context";
import { LOCAL_HEADER } from "./local-request";

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const development = { LATCHKEY_DEV: "1" };

/** A server and the headers that its pages get. */
async function serve(settings: Record<string, string>) {
  const { runtime, dispose } = await createTestRuntime(settings);
  const server = await listen(runtime);
  ends.push(dispose, server.close);
  const markOf = async (headers: Record<string, string> = {}): Promise<string | null> => {
    const path = routes.localInbox();
    const reply = await new Promise<string>((resolve, reject) => {
      get({ port: server.port, host: "127.0.0.1", path, headers }, (incoming) =>
        text(incoming).then(resolve, reject),
      ).on("error", reject);
    });
    return JSON.parse(reply).headers[LOCAL_HEADER] ?? null;
  };
  return { runtime, markOf };
}

describe("local mail in development", () => {
  test("a request from this machine gets a mark that clients can't forge", async () => {
    const { runtime, markOf } = await serve(development);
    expect(runtime.localKey).toMatch(/^[\w-]{43}$/);
    expect(await markOf()).toBe(runtime.localKey);
    expect(await markOf({ host: "[::1]:3000" })).toBe(runtime.localKey);
    expect(await markOf({ [LOCAL_HEADER]: "made-up" })).toBe(runtime.localKey);
  });

  test.each<Record<string, string>>([
    { host: "evil.example.com" },
    { host: "localhost.evil.example.com:3000" },
    { "x-forwarded-for": "127.0.0.1" },
    { forwarded: "for=127.0.0.1" },
    { via: "1.1 proxy" },
    { "x-real-ip": "127.0.0.1" },
    { "x-forwarded-host": "localhost" },
    { "x-forwarded-proto": "http" },
  ])("a request through a proxy or with another host name gets no mark: %j", async (headers) => {
    const { markOf } = await serve(development);
    expect(await markOf(headers)).toBeNull();
    expect(await markOf({ ...headers, [LOCAL_HEADER]: "made-up" })).toBeNull();
  });

  test.each<[string, Record<string, string>]>([
    ["in production", {}],
    ["where mail leaves", { ...development, MAIL_SERVER: "127.0.0.1", MAIL_FROM: "a@b.example" }],
    ["at a public address", { ...development, FRONTEND_URL: "http://passwords.example.com" }],
  ])("%s no request is let in, whatever its headers", async (_, settings) => {
    const { runtime, markOf } = await serve(settings);
    expect(runtime.localKey).toBeNull();
    for (const mark of ["", "null", "undefined", "made-up"]) expect(await markOf({ [LOCAL_HEADER]: mark })).toBeNull();
  });

  test("a held mail can be read in full in development, and not in production", async () => {
    const read = async (settings: Record<string, string>) => {
      const { runtime } = await serve(settings);
      const context = operatorContext(runtime);
      await operatorCommands["test-mail"](runtime, "ada@example.org");
      const { id = "" } = (await runtime.database.reader.outboxMail.findFirst()) ?? {};
      return Promise.all([listLocalMail(context), readLocalMail(context, { id })]);
    };
    const [mails, mail] = await read(development);
    expect(mails.map(({ to }) => to)).toEqual(["ada@example.org"]);
    expect(mail.text).toContain("Latchkey");
    await expect(read({})).rejects.toMatchObject({ code: "not_found" });
  });

  test("the service requires the operator", async () => {
    const { runtime } = await serve(development);
    await expect(listLocalMail(serverContext(runtime))).rejects.toMatchObject({ code: "unauthorized" });
  });
});
