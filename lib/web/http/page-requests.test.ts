import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { REQUEST_ID_HEADER, type Runtime } from "@/lib/runtime";
import { signUpSchema } from "@/lib/schemas/accounts";
import { signUpInBrowser } from "@/lib/services/accounts/sign-up-in-browser";
import { redeemLogInTicket } from "@/lib/services/sessions/redeem-log-in-ticket";
import { STRONG_PASSWORD } from "@/lib/testing/api-client";
import { sendRaw } from "@/lib/testing/raw-request";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { listen } from "@/lib/testing/test-server";
import { markActionStarted, markUnavailable } from "./started-actions";

const disposals: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const dispose of disposals.splice(0)) await dispose();
});

type Seen = { body: string; headers: Record<string, string> };

async function start(environment: Record<string, string> = {}, reply?: (runtime: Runtime) => RequestListener) {
  const { runtime, dispose } = await createTestRuntime(environment);
  const server = await listen(runtime, reply?.(runtime) ?? echoBody);
  disposals.push(server.close, dispose);
  return { runtime, ...server };
}

/** In place of Next: what it would read. */
function echoBody(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const chunks: Buffer[] = [];
  incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
  incoming.on("end", () =>
    outgoing.end(JSON.stringify({ body: Buffer.concat(chunks).toString(), headers: incoming.headers })),
  );
}

const sameOrigin = { "sec-fetch-site": "same-origin" };
const action = { ...sameOrigin, "next-action": "4".repeat(42) };
const browser = { ...sameOrigin, accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
const multipart = { "content-type": "multipart/form-data; boundary=b" };
const form = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\n';

const post = (url: string, headers: Record<string, string>, body: string) =>
  fetch(url, { method: "POST", headers, body });

describe("a form for a page", () => {
  test("reaches Next unchanged", async () => {
    const { origin } = await start();
    const seen = (await (await post(`${origin}/log-in`, { ...browser, ...multipart }, form)).json()) as Seen;
    expect(seen.body).toBe(form);
    expect(seen.headers["content-length"]).toBe(String(form.length));
    const call = (await (await post(`${origin}/`, action, "[]")).json()) as Seen;
    expect(call.body).toBe("[]");
  });

  test.each([
    ["a malformed form", { ...browser, ...multipart }, "x", 400],
    ["a form without a boundary", { ...browser, "content-type": "multipart/form-data" }, form, 400],
    ["a compressed form", { ...browser, ...multipart, "content-encoding": "gzip" }, form, 415],
    ["an action with garbage", { ...action, "content-type": "text/plain" }, "garbage", 400],
    ["an action without a body", action, "", 400],
    ["an action with a reference", action, '["$1"]', 400],
    ["an action with arguments that no form has", action, '[{"a":1}]', 400],
    ["an action with 200,000 brackets", action, "[".repeat(200_000), 400],
    ["an action with 1 MB of brackets", action, "[".repeat(1_000_000), 413],
    ["an action with 3 MB of brackets", { ...action, ...multipart }, "[".repeat(3_000_000), 413],
    ["a form of 300 KB", { ...browser, ...multipart }, form.replace("1", "1".repeat(300_000)), 413],
  ])("that is %s is refused before Next gets it", async (_, headers, body, status) => {
    const { origin } = await start({}, () => (_, outgoing) => void outgoing.end("Next got it."));
    const reply = await post(`${origin}/`, headers, body);
    expect(reply.status).toBe(status);
    const isPage = "accept" in headers;
    expect(reply.headers.get("content-type")).toContain(isPage ? "text/html" : "application/problem+json");
  });

  test("may have a file of 5 MiB only where users are imported, and only from a user who may import", async () => {
    const { runtime, origin } = await start();
    const context = runtime.createContext({
      id: "test",
      address: null,
      network: "test",
      userAgent: null,
      deviceToken: null,
    });
    const input = signUpSchema.parse({ email: "boss@example.org", password: STRONG_PASSWORD });
    const outcome = await signUpInBrowser(context, input);
    if (outcome.kind !== "entered") throw new Error("The sign-up has to be verified.");
    const session = await redeemLogInTicket(context, { ticket: outcome.entry.ticket });
    const setRole = (role: string) => runtime.database.write((tx) => tx.user.updateMany({ data: { role } }));
    const body = (name: string) =>
      `--b\r\nContent-Disposition: form-data; ${name}\r\n\r\n${"x".repeat(5 * 1024 * 1024)}\r\n--b--\r\n`;
    const cookie = `latchkey.session=${session?.sessionToken}`;
    const headers = { ...browser, ...multipart, cookie };
    const importUsers = `${origin}/admin/users/import`;
    const file = body('name="file"; filename="a"');
    // Refused before it is read: the server stores none of it.
    for (const strange of ["", "latchkey.session=x", `latchkey.session=${"x".repeat(43)}`])
      expect((await post(importUsers, { ...headers, cookie: strange }, file)).status).toBe(401);
    expect((await post(importUsers, headers, file)).status).toBe(403);
    expect((await post(importUsers, { ...browser, ...multipart }, form)).status).toBe(200);
    await setRole("admin");
    expect((await post(importUsers, headers, file)).status).toBe(200);
    expect((await post(`${origin}/admin/users/import`, headers, body('name="file"'))).status).toBe(413);
    expect((await post(`${origin}/log-in`, headers, body('name="file"; filename="a"'))).status).toBe(413);
  });

  test("from another site is refused as a page for a browser", async () => {
    const { origin } = await start();
    const reply = await post(`${origin}/log-in`, { ...browser, "sec-fetch-site": "cross-site", ...multipart }, form);
    expect(reply.status).toBe(403);
    expect(await reply.text()).toContain("This request came from another site.");
  });
});

describe("when Next fails", () => {
  const failing =
    (status: number, starts: boolean) =>
    (runtime: Runtime): RequestListener =>
    (incoming, outgoing) => {
      incoming.resume();
      if (starts) markActionStarted(runtime, incoming.headers[REQUEST_ID_HEADER]?.toString() ?? null);
      outgoing.setHeader("content-encoding", "br");
      outgoing.writeHead(status, { "content-type": "text/x-component" });
      outgoing.write("1:E{}");
      outgoing.end("the rest");
    };

  test("before an action started, the form was unreadable: 400 in our words", async () => {
    const { origin, runtime } = await start({ FRONTEND_URL: "https://a.example" }, failing(500, false));
    const reply = await post(`${origin}/`, { ...action, ...multipart }, form);
    expect(reply.status).toBe(400);
    expect(reply.headers.get("strict-transport-security")).not.toBeNull();
    expect(reply.headers.get("content-encoding")).toBeNull();
    expect(reply.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await reply.json()).toMatchObject({ code: "bad_request", status: 400 });
    expect((await post(`${origin}/`, { ...browser, ...multipart }, form)).headers.get("content-type")).toContain(
      "html",
    );
    expect(runtime.watchedActions.size).toBe(0);
  });

  test("after an action started, it is a failure of the server: 500 stays", async () => {
    const { origin } = await start({}, failing(500, true));
    const reply = await sendRaw(
      Number(new URL(origin).port),
      `POST / HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nContent-Type: ${multipart["content-type"]}\r\nContent-Length: ${form.length}\r\nConnection: close\r\n\r\n${form}`,
    );
    expect(reply).toMatch(/^HTTP\/1\.1 500 /);
    expect(reply).toContain("the rest");
  });

  test("for a page without an action, 500 stays", async () => {
    const { origin } = await start({}, failing(500, false));
    expect(
      (await fetch(`${origin}/`, { headers: { accept: "text/html" } }).catch(() => ({ status: 500 }))).status,
    ).toBe(500);
  });

  test("because something is unavailable, it is 503 in our words, for pages and after actions", async () => {
    const unavailable = new AppError("unavailable", "The database gave no result in 5000 ms");
    const { origin, runtime } = await start({}, (running) => (incoming, outgoing) => {
      incoming.resume();
      const id = incoming.headers[REQUEST_ID_HEADER]?.toString() ?? null;
      markActionStarted(running, id);
      markUnavailable(running, id, unavailable);
      outgoing.writeHead(500, { "content-type": "text/html" });
      outgoing.end("Next's page");
    });
    for (const reply of [
      await fetch(`${origin}/account`, { headers: browser }),
      await post(`${origin}/account`, { ...browser, ...multipart }, form),
    ]) {
      expect([reply.status, reply.headers.get("retry-after")]).toEqual([503, "3"]);
      expect(reply.headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(await reply.text()).toContain("Try again in a few seconds.");
    }
    const script = await fetch(`${origin}/account`, { headers: { rsc: "1" } });
    expect([script.status, (await script.json()).code]).toEqual([503, "unavailable"]);
    expect(runtime.unavailableRequests.size).toBe(0);
  });

  test("because the page is older than the server, a browser is told to open it again", async () => {
    const { origin } = await start({}, failing(409, false));
    const reply = await post(`${origin}/`, { ...browser, ...multipart }, form);
    expect(reply.status).toBe(409);
    expect(await reply.text()).toContain("This page is out of date");
  });

  test("a client can't name the request whose action has started", async () => {
    const { origin } = await start();
    const { headers } = (await (
      await post(`${origin}/`, { ...action, [REQUEST_ID_HEADER]: "mine" }, "[]")
    ).json()) as Seen;
    expect(headers[REQUEST_ID_HEADER]).not.toBe("mine");
  });
});

describe("Next-Router-State-Tree", () => {
  const tree = (value: unknown) => encodeURIComponent(JSON.stringify(value));

  test.each([
    ["a tree", tree(["", { children: ["__PAGE__", {}] }, null, null, 16])],
    ["a tree with a parameter", tree(["", { children: [["id", "7", "d", null], {}] }])],
  ])("with %s is passed on", async (_, value) => {
    const { origin } = await start();
    expect((await fetch(`${origin}/`, { headers: { rsc: "1", "next-router-state-tree": value } })).status).toBe(200);
  });

  test.each([
    "",
    "x",
    "%",
    "%5B%5B%5B",
    "null",
    "{}",
    "[]",
    tree(["", {}, "x"]),
    tree(["", { children: 1 }]),
    tree([1, {}]),
  ])("that reads %j is 400, also with an action", async (value) => {
    const { origin } = await start();
    const state = { "next-router-state-tree": value };
    expect((await fetch(`${origin}/`, { headers: { rsc: "1", ...state } })).status).toBe(400);
    expect((await post(`${origin}/`, { ...action, ...state }, "[]")).status).toBe(400);
  });

  test("that nests thousands of levels is 400", async () => {
    const { origin } = await start();
    const value = `${'["",{"a":'.repeat(1500)}`;
    expect((await fetch(`${origin}/`, { headers: { rsc: "1", "next-router-state-tree": value } })).status).toBe(400);
  });
});

describe("the address that Next compares an Origin with", () => {
  const sent = async (environment: Record<string, string>, host: string, headers: string) => {
    const { port } = await start(environment);
    const reply = await sendRaw(
      port,
      `POST / HTTP/1.1\r\nHost: ${host}\r\n${headers}Content-Type: ${multipart["content-type"]}\r\nContent-Length: ${form.length}\r\nConnection: close\r\n\r\n${form}`,
    );
    const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(reply) ?? [];
    return { status: Number(status), json: () => JSON.parse(reply.slice(reply.indexOf("\r\n\r\n") + 4)) as Seen };
  };
  const site = "Sec-Fetch-Site: same-origin\r\n";

  test.each([
    ["127.0.0.1:3000", `Origin: https://a.example\r\n${site}`],
    ["latchkey_upstream", `Origin: https://a.example\r\n${site}`],
    ["a.example", `Origin: https://a.example\r\n`],
    ["latchkey_upstream:80", `Origin: https://a.example\r\nX-Forwarded-Host: a.example\r\n`],
    ["a.example:99", `Origin: null\r\n${site}`],
    ["a.example", site],
    ["evil.example", `Origin: https://a.example\r\nX-Forwarded-Host: evil.example\r\n`],
  ])("is the public one with Host %s and %j", async (host, headers) => {
    const { status, json } = await sent({ FRONTEND_URL: "https://a.example" }, host, headers);
    expect(status).toBe(200);
    const seen = json();
    expect(seen.headers).toMatchObject({
      host: "a.example",
      "x-forwarded-host": "a.example",
      "x-forwarded-proto": "https",
      origin: "https://a.example",
    });
  });

  test.each([
    ["a.example", "Origin: https://evil.example\r\n"],
    ["evil.example", "Origin: https://evil.example\r\n"],
    ["a.example", "Origin: http://a.example\r\n"],
    ["a.example", "Origin: null\r\n"],
    ["a.example", ""],
    ["a.example", "Sec-Fetch-Site: cross-site\r\nOrigin: https://a.example\r\n"],
    ["127.0.0.1:3000", "Origin: http://127.0.0.1:3000\r\n"],
  ])("is never asked with Host %s and %j: 403", async (host, headers) => {
    expect((await sent({ FRONTEND_URL: "https://a.example" }, host, headers)).status).toBe(403);
  });

  test("is the name of this machine that the user opened, without FRONTEND_URL", async () => {
    for (const name of ["localhost:3000", "127.0.0.1:3000", "[::1]:3000"]) {
      for (const headers of [`Origin: http://${name}\r\n`, `Origin: http://${name}\r\n${site}`]) {
        const { status, json } = await sent({}, name, headers);
        expect(status, name).toBe(200);
        expect(json().headers).toMatchObject({ host: name, "x-forwarded-host": name, origin: `http://${name}` });
      }
    }
    expect((await sent({}, "evil.example:3000", "Origin: http://evil.example:3000\r\n")).status).toBe(403);
  });
});
