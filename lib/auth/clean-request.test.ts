import { Auth } from "@auth/core";
import Credentials from "@auth/core/providers/credentials";
import type { NextAuthConfig } from "next-auth";
import { describe, expect, test } from "vitest";
import { cleanAuthRequest, readAuthForm } from "./clean-request";

const publicOrigin = "http://localhost:3000";
const session = "s".repeat(43);
const csrf = `${"a".repeat(64)}|${"b".repeat(64)}`;

const config: NextAuthConfig = {
  basePath: "/api/auth",
  secret: "a secret of the test",
  trustHost: true,
  providers: [Credentials({ credentials: { ticket: {} }, authorize: () => null })],
  cookies: { callbackUrl: { name: "latchkey.callback" }, csrfToken: { name: "latchkey.csrf" } },
  logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
};

const brokenRequests: [string, string, Record<string, string>][] = [
  ["a callbackUrl that isn't a URL", "/api/auth/csrf?callbackUrl=foo", {}],
  ["a callbackUrl of another scheme", "/api/auth/csrf?callbackUrl=javascript%3Aalert(1)", {}],
  ["a broken callback cookie", "/api/auth/csrf", { cookie: "latchkey.callback=foo" }],
  ["a callback cookie of another scheme", "/api/auth/csrf", { cookie: "latchkey.callback=data:x" }],
];

test.each(brokenRequests)("Auth.js never sees %s, to which it answers 500", async (_, path, headers) => {
  const url = new URL(path, publicOrigin);
  expect((await Auth(new Request(url, { headers }), config)).status).toBe(500);
  const cookies = cookiesOf(headers["cookie"] ?? "");
  const clean = cleanAuthRequest({ publicOrigin, path: url.pathname, cookies });
  expect(clean.url).toBe(`${publicOrigin}${url.pathname}`);
  expect((await Auth(clean, config)).status).toBe(200);
});

describe("the cookies that Auth.js sees", () => {
  test("are the well-formed ones of the session and of its CSRF token", () => {
    const cookies = cookiesOf(`latchkey.session=${session}; latchkey.csrf=${csrf}; latchkey.session.0=x; other=y`);
    const { headers } = cleanAuthRequest({ publicOrigin, path: "/api/auth/session", cookies });
    expect(headers.get("cookie")).toBe(`latchkey.session=${session}; latchkey.csrf=${encodeURIComponent(csrf)}`);
  });

  test("have the prefix __Host- over https", () => {
    const cookies = cookiesOf(`__Host-latchkey.session=${session}; latchkey.csrf=${csrf}`);
    const request = cleanAuthRequest({ publicOrigin: "https://a.example", path: "/api/auth/session", cookies });
    expect(request.headers.get("cookie")).toBe(`__Host-latchkey.session=${session}`);
  });

  test.each(["", "x", `${session}x`, `${session.slice(1)} `, `${session.slice(1)};`, "%"])(
    "don't include a session cookie that reads %j",
    (value) => {
      const cookies = (name: string) => (name === "latchkey.session" ? value : undefined);
      expect(cleanAuthRequest({ publicOrigin, path: "/", cookies }).headers.get("cookie")).toBeNull();
    },
  );
});

describe("a form for Auth.js", () => {
  const post = (type: string, body: string) =>
    readAuthForm(new Request(publicOrigin, { method: "POST", headers: { "content-type": type }, body }));
  const formType = "application/x-www-form-urlencoded";

  test("keeps the CSRF token and the ticket, and drops every other field and every URL", async () => {
    const form = new URLSearchParams("csrfToken=c&ticket=t&callbackUrl=foo&callbackUrl=%2Faccount&__proto__=x");
    const clean = cleanAuthRequest({ publicOrigin, path: "/", cookies: () => undefined, form });
    expect(await clean.text()).toBe("csrfToken=c&ticket=t");
    expect(clean.headers.get("referer")).toBeNull();
  });

  test("is read from a form and from JSON", async () => {
    expect((await post(formType, "ticket=a"))?.get("ticket")).toBe("a");
    expect((await post("application/json", '{"ticket":"a","csrfToken":7}'))?.toString()).toBe("ticket=a");
  });

  test.each([
    ["broken JSON", "application/json", "{"],
    ["JSON without fields", "application/json", "null"],
    ["another type", "text/plain", "ticket=a"],
    ["a form of 8 KiB", formType, `ticket=${"a".repeat(8192)}`],
  ])("is refused: %s", async (_, type, body) => {
    expect(await post(type, body)).toBeNull();
  });
});

function cookiesOf(header: string): (name: string) => string | undefined {
  const pairs = header.split("; ").map((pair) => pair.split("=") as [string, string]);
  return (name) => Object.fromEntries(pairs)[name];
}
