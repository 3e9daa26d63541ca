import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { routes } from "@/lib/routes";
import { type LatchkeyProcess, startLatchkey } from "../support/latchkey-process";
import { type RawRequest, send } from "../support/raw-http";
import { findHeaderProblems } from "../support/security-headers";
import { newEmail, PASSWORD } from "../support/users";

const origin = inject("origin");
const BOUNDARY = "----WebKitFormBoundaryLatchkey";
const multipart = { "content-type": `multipart/form-data; boundary=${BOUNDARY}` };
const sameOrigin = { "sec-fetch-site": "same-origin" };
const browser = { ...sameOrigin, accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

const formOf = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join("") + `--${BOUNDARY}--\r\n`;

/** The ids of two actions of the log-in page: one of a plain form, and one that keeps its state. */
async function findActions(): Promise<{ plain: string; stateful: string; key: string }> {
  const { body } = await send(origin, { path: routes.logIn() });
  const [, plain = ""] = /name="\$ACTION_ID_([0-9a-f]+)"/.exec(body) ?? [];
  const [, stateful = ""] = /&quot;id&quot;:&quot;([0-9a-f]+)&quot;/.exec(body) ?? [];
  const [, key = ""] = /name="\$ACTION_KEY" value="(\w+)"/.exec(body) ?? [];
  return { plain, stateful, key };
}

const deep = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);
const texts = [
  "garbage",
  "",
  '["$1"]',
  '["$F9"]',
  '["$Q1"]',
  '["$L1"]',
  '"$0"x',
  deep(50_000),
  `[${"[],".repeat(60_000)}[]]`,
];

test("an action with arguments that can't be read is 400 in our words, sent by a script", async () => {
  const { plain, stateful } = await findActions();
  for (const id of [plain, stateful]) {
    for (const text of texts) {
      const headers = { ...sameOrigin, "next-action": id };
      const requests: RawRequest[] = [
        { path: routes.logIn(), headers: { ...headers, "content-type": "text/plain" }, body: text },
        { path: routes.logIn(), headers: { ...headers, ...multipart }, body: formOf({ "0": text }) },
        {
          path: routes.logIn(),
          headers: { ...headers, ...multipart },
          body: formOf({ "0": '["$1","$K2"]', "1": text }),
        },
      ];
      for (const request of requests) {
        const reply = await send(origin, { method: "POST", ...request });
        expect(reply.status, text.slice(0, 40)).toBe(400);
        expect(JSON.parse(reply.body)).toMatchObject({ code: "bad_request", status: 400 });
        expect(findHeaderProblems(reply)).toEqual([]);
      }
    }
  }
});

test("a form that can't be read is 400 as a page, sent by a browser without JavaScript", async () => {
  const { plain, stateful, key } = await findActions();
  const reference = JSON.stringify({ id: stateful, bound: "$@1" });
  const bodies = [
    "",
    "x",
    formOf({ [`$ACTION_ID_${plain}`]: "" }).slice(0, -10),
    formOf({ $ACTION_REF_1: "", "$ACTION_1:0": "garbage" }),
    formOf({ $ACTION_REF_1: "", "$ACTION_1:0": '["$1"]' }),
    formOf({ $ACTION_REF_1: "", "$ACTION_1:0": reference, "$ACTION_1:1": "garbage" }),
    formOf({ $ACTION_REF_1: "", "$ACTION_1:0": reference, "$ACTION_1:1": deep(50_000) }),
    formOf({ $ACTION_REF_: "" }),
    // The result of the last one would be shown in the form of the other.
    formOf({
      $ACTION_REF_1: "",
      "$ACTION_1:0": reference,
      "$ACTION_1:1": '[{"status":"idle"}]',
      $ACTION_KEY: key,
      [`$ACTION_ID_${plain}`]: "",
      theme: "dark",
    }),
  ];
  for (const body of bodies) {
    const reply = await send(origin, {
      method: "POST",
      path: routes.logIn(),
      headers: { ...browser, ...multipart },
      body,
    });
    expect(reply.status, body.slice(0, 200)).toBe(400);
    expect(reply.headers["content-type"]).toContain("text/html");
    expect(findHeaderProblems(reply)).toEqual([]);
  }
});

test("a form of an action that this version doesn't have is 409 as a page", async () => {
  const body = formOf({ [`$ACTION_ID_${"4".repeat(42)}`]: "" });
  const headers = { ...browser, ...multipart };
  const reply = await send(origin, { method: "POST", path: routes.home(), headers, body });
  expect([reply.status, reply.headers["content-type"]]).toEqual([409, "text/html; charset=utf-8"]);
});

test("1 to 3 MB of brackets are 413", async () => {
  const { stateful } = await findActions();
  for (const size of [1_000_000, 3_000_000]) {
    const bodies = [
      { body: "[".repeat(size), headers: { "content-type": "text/plain" } },
      { body: formOf({ "0": "[".repeat(size) }), headers: multipart },
    ];
    for (const { body, headers } of bodies) {
      const request = { method: "POST", path: routes.logIn(), body };
      const reply = await send(origin, { ...request, headers: { ...sameOrigin, ...headers, "next-action": stateful } });
      expect(reply.status).toBe(413);
    }
  }
});

test("a router state that Next can't read is 400, and one that it can read is answered", async () => {
  const readable = encodeURIComponent('["",{"children":["__PAGE__",{}]},null,null]');
  for (const [value, status] of [
    ["%5B%5B%5B", 400],
    ["{}", 400],
    ['["",{},"x"]', 400],
    [readable, 307],
  ] as const) {
    const reply = await send(origin, { path: routes.home(), headers: { rsc: "1", "next-router-state-tree": value } });
    expect(reply.status, value).toBe(status);
  }
});

test("a null Origin with Sec-Fetch-Site same-origin is accepted", async () => {
  const { plain } = await findActions();
  const reply = await send(origin, {
    method: "POST",
    path: routes.home(),
    headers: { ...browser, ...multipart, origin: "null" },
    body: formOf({ [`$ACTION_ID_${plain}`]: "", theme: "dark" }),
  });
  expect([reply.status, String(reply.headers["set-cookie"])]).toEqual([200, expect.stringContaining("theme=dark")]);
});

test.each([
  ["/api/auth/csrf?callbackUrl=foo", {}],
  ["/api/auth/session?callbackUrl=javascript:alert(1)", {}],
  ["/api/auth/csrf", { cookie: "latchkey.callback=foo" }],
  ["/api/auth/session", { cookie: "latchkey.callback=%00; latchkey.csrf=x; latchkey.session=y; latchkey.session.0=z" }],
  ["/api/auth/session", { referer: "foo" }],
])("Auth.js answers %s with %j", async (path, headers) => {
  expect((await send(origin, { path, headers })).status).toBe(200);
});

test("Auth.js's forms with a broken callbackUrl, token or type are refused without a 5xx status", async () => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const requests: [Record<string, string>, string][] = [
    [form, "callbackUrl=foo&csrfToken=x"],
    [form, "callbackUrl=%00&ticket=%F0%9F"],
    [{ "content-type": "application/json" }, "{"],
    [{ "content-type": "application/json" }, '{"callbackUrl":"foo","csrfToken":{}}'],
    [{ "content-type": "text/plain" }, "x"],
    [multipart, "x"],
    [{}, ""],
  ];
  for (const path of ["/api/auth/signout", "/api/auth/callback/credentials"]) {
    for (const [headers, body] of requests) {
      const reply = await send(origin, { method: "POST", path, headers: { ...sameOrigin, ...headers }, body });
      expect(reply.status, `${path} ${body}`).toBeLessThan(500);
      expect(String(reply.headers["location"] ?? origin)).toMatch(/^http:\/\/(127\.0\.0\.1|localhost):/);
    }
  }
});

let own: LatchkeyProcess;
beforeAll(async () => {
  own = await startLatchkey();
  await own.ready();
});
afterAll(() => own.dispose());

test("a broken callback cookie or Referer stops neither a sign-up nor a log-out", async () => {
  const broken = { ...browser, ...multipart, cookie: "latchkey.callback=foo", referer: "foo" };
  const page = await send(own.origin, { path: routes.signUp() });
  const signedUp = await send(own.origin, {
    method: "POST",
    path: routes.signUp(),
    headers: broken,
    body: formOf({ ...hiddenFields(page.body, "password"), email: newEmail(), password: PASSWORD }),
  });
  expect(signedUp.status).toBe(303);
  const [, session = ""] = /latchkey\.session=([\w-]{43})/.exec(String(signedUp.headers["set-cookie"])) ?? [];
  const cookie = `${broken.cookie}; latchkey.session=${session}`;
  const account = await send(own.origin, { path: routes.account(), headers: { cookie } });
  expect(account.status).toBe(200);
  const loggedOut = await send(own.origin, {
    method: "POST",
    path: routes.account(),
    headers: { ...broken, cookie },
    body: formOf(hiddenFields(account.body, "Log out")),
  });
  expect([loggedOut.status, loggedOut.headers.location]).toEqual([303, routes.logInAfter("log-out")]);
  expect((await send(own.origin, { path: routes.account(), headers: { cookie } })).status).toBe(307);
});

/** The hidden fields of the first form that contains a text. */
function hiddenFields(html: string, text: string): Record<string, string> {
  const form = (html.match(/<form\b.*?<\/form>/gs) ?? []).find((markup) => markup.includes(text)) ?? "";
  return Object.fromEntries(
    [...form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
      /name="([^"]*)"/.exec(input)?.[1] ?? "",
      (/value="([^"]*)"/.exec(input)?.[1] ?? "").replaceAll("&quot;", '"'),
    ]),
  );
}
