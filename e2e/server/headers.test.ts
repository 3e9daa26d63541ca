import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import { newFolder } from "../support/latchkey-process";
import { type RawRequest, send, sendBytes } from "../support/raw-http";
import { contentSecurityPolicyOf, findHeaderProblems, nonceOf } from "../support/security-headers";
import { started } from "../support/started";

const origin = inject("origin");
const api = apiRoutes.generatePassword();
const json = { "content-type": "application/json" };
const lettersOnly = `${routes.home()}?form=1&use_lowercase=true&length=64`;

/** One response of each type, from every part of the server. */
const responses: (RawRequest & { kind: string; status: number })[] = [
  { kind: "a page", status: 200, path: routes.home() },
  { kind: "a page's HEAD", status: 200, method: "HEAD", path: routes.home() },
  { kind: "a page that does not exist", status: 404, path: "/nowhere" },
  { kind: "the icon", status: 200, path: "/icon.svg" },
  { kind: "an icon of the installed page", status: 200, path: "/icons/icon-192.png" },
  { kind: "the service worker", status: 200, path: routes.serviceWorker() },
  { kind: "the manifest", status: 200, path: routes.manifest() },
  { kind: "the logo of an operator who has none", status: 404, path: routes.logo() },
  { kind: "a vendor asset", status: 200, path: routes.vendorAsset("swagger-ui.css") },
  {
    kind: "part of a vendor asset",
    status: 206,
    path: routes.vendorAsset("swagger-ui.css"),
    headers: { range: "bytes=0-9" },
  },
  { kind: "a vendor asset that does not exist", status: 404, path: routes.vendorAsset("nothing.js") },
  { kind: "a static file that does not exist", status: 404, path: "/_next/static/chunks/nothing.js" },
  { kind: "a redirect", status: 308, path: "//evil.example" },
  { kind: "Swagger UI", status: 200, path: routes.documentation() },
  { kind: "ReDoc", status: 200, path: routes.reference() },
  {
    kind: "a method that a document does not answer",
    status: 405,
    method: "POST",
    path: routes.openapi(),
    headers: { "sec-fetch-site": "same-origin" },
  },
  { kind: "the API's description", status: 200, path: routes.openapi() },
  { kind: "readiness", status: 200, path: apiRoutes.ready() },
  { kind: "the API's 200", status: 200, path: api },
  { kind: "the API's 200 at its other address", status: 200, path: "/generate-password" },
  { kind: "the API's 204", status: 204, method: "OPTIONS", path: api },
  { kind: "the API's 400", status: 400, method: "POST", path: api, headers: json, body: "{" },
  { kind: "the API's 404", status: 404, path: "/api/nothing" },
  { kind: "the API's 405", status: 405, method: "DELETE", path: api },
  { kind: "the API's 413", status: 413, method: "POST", path: api, headers: json, body: " ".repeat(65_537) },
  {
    kind: "the API's 415",
    status: 415,
    method: "POST",
    path: api,
    headers: { "content-type": "text/plain" },
    body: "{}",
  },
  { kind: "the API's 422", status: 422, path: `${api}?length=3` },
  { kind: "an unknown method", status: 405, method: "PROPFIND", path: routes.home() },
  { kind: "a malformed Origin", status: 400, path: routes.home(), headers: { origin: ":::" } },
];

describe("the security headers are on", () => {
  for (const { kind, status, ...request } of responses) {
    test(kind, async () => {
      const reply = await send(origin, request);
      expect(reply.status).toBe(status);
      expect(findHeaderProblems(reply)).toEqual([]);
    });
  }

  test("the operator's logo, which runs no script when it is opened by itself", async () => {
    const file = join(newFolder(), "logo.svg");
    writeFileSync(file, '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const latchkey = await started({ settings: { APP_LOGO: file } });
    const reply = await send(latchkey.origin, { path: routes.logo() });
    expect(reply.status).toBe(200);
    expect(findHeaderProblems(reply)).toEqual([]);
    expect(reply.headers["content-type"]).toBe("image/svg+xml");
    expect(reply.headers["cache-control"]).toBe("public, max-age=3600");
    expect(contentSecurityPolicyOf(reply.headers["content-security-policy"])).toEqual(
      new Map([
        ["default-src", "'none'"],
        ["style-src", "'unsafe-inline'"],
        ["frame-ancestors", "'none'"],
        // With no permission.
        ["sandbox", ""],
      ]),
    );
  });

  test("the page's own scripts, styles and fonts", async () => {
    const { body } = await send(origin, { path: routes.home() });
    const files = new Set([...body.matchAll(/\/_next\/static\/[^"\\\s>;]+/g)].map(([file]) => file));
    expect(files.size).toBeGreaterThan(4);
    for (const path of files) {
      const reply = await send(origin, { path });
      expect(reply.status, path).toBe(200);
      expect(findHeaderProblems(reply), path).toEqual([]);
      expect(reply.headers["cache-control"], path).toMatch(/immutable/);
    }
  });

  test("the answer to bytes that are not HTTP", async () => {
    const reply = await sendBytes(origin, "GARBAGE\r\n\r\n");
    expect(reply).toMatch(/^HTTP\/1\.1 400 /);
    for (const header of [
      "x-content-type-options: nosniff",
      "frame-ancestors 'none'",
      "referrer-policy: same-origin",
    ]) {
      expect(reply).toContain(header);
    }
    expect(reply).toContain('"code":"bad_request"');
  });
});

test("a page names its icon, because browsers ask for /favicon.ico otherwise", async () => {
  const { body } = await send(origin, { path: routes.home() });
  expect(body).toContain('<link rel="icon" href="/icon.svg" type="image/svg+xml"/>');
});

test("the documentation has a policy that allows its own scripts", async () => {
  const paths = [routes.documentation(), routes.reference()];
  for (const path of [...paths, ...paths.map((address) => `${address}/`)]) {
    const { headers } = await send(origin, { path });
    expect(headers["content-security-policy"], path).toMatch(/style-src 'self' 'unsafe-inline'/);
    expect(headers["content-security-policy"], path).toMatch(/script-src 'self'/);
    expect(headers["content-security-policy"], path).not.toMatch(/sandbox/);
  }
});

describe("a page's nonce", () => {
  test("has 128 bits and differs in each response", async () => {
    const nonces = new Set<string>();
    for (let requests = 0; requests < 5; requests += 1) {
      const nonce = nonceOf(await send(origin, { path: routes.home() }));
      expect(Buffer.from(nonce, "base64").length).toBeGreaterThanOrEqual(16);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(5);
  });

  test("is on every script of the page", async () => {
    const reply = await send(origin, { path: routes.home() });
    const scripts = reply.body.match(/<script[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(2);
    expect(scripts.filter((script) => !script.includes(`nonce="${nonceOf(reply)}"`))).toEqual([]);
  });

  test("can't be chosen by the client", async () => {
    const reply = await send(origin, {
      path: routes.home(),
      headers: {
        "content-security-policy": "script-src 'nonce-ZXZpbGV2aWxldmlsZXZpbA=='",
        "content-security-policy-report-only": "script-src 'nonce-ZXZpbGV2aWxldmlsZXZpbA=='",
        "x-nonce": "ZXZpbGV2aWxldmlsZXZpbA==",
        "x-middleware-request-x-nonce": "ZXZpbGV2aWxldmlsZXZpbA==",
        "x-middleware-override-headers": "x-nonce",
      },
    });
    expect(JSON.stringify(reply)).not.toContain("ZXZpbGV2");
    expect(findHeaderProblems(reply)).toEqual([]);
    expect(nonceOf(reply)).toMatch(/^[\w+/]{22}==$/);
  });

  test("is present with x-middleware-subrequest, which skipped the middleware in old versions of Next", async () => {
    for (const value of [
      "proxy",
      "proxy:proxy:proxy:proxy:proxy",
      "middleware:middleware:middleware:middleware:middleware",
      "src/middleware",
    ]) {
      const reply = await send(origin, { path: routes.home(), headers: { "x-middleware-subrequest": value } });
      expect(nonceOf(reply), value).not.toBe("");
      expect(reply.headers["cache-control"], value).toContain("no-store");
    }
  });
});

describe("caches", () => {
  const disguises = [
    "/account/a.css",
    "/account%2f..%2fa.js",
    "/account;a.css",
    "/docs/x.css",
    "/redoc/x.js",
    "/%2e%2e",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%2f..%2fpackage.json",
    "/vendor/..%2f..%2fpackage.json",
    "/vendor/%2e%2e/package.json",
    "/_next/static/..%2f..%2fserver.mjs",
    "/_next/data/build/index.json",
    "/_next/image?url=%2Ficon.svg&w=64&q=75",
    "/%",
    "/%ff",
    "/%00",
    "/.css",
    "/index.html",
    "/?x=.css",
    "/generate-password/a.css",
    "//evil.example",
    "///evil.example",
    "//evil.example/%2e%2e",
    "/\\evil.example",
    "/%5cevil.example",
    "/%2f%2fevil.example",
    "/.//evil.example",
    "//evil.example//..//x",
    "http://evil.example/",
  ];

  for (const path of disguises) {
    test(`${path} neither makes a page cacheable nor redirects to another site`, async () => {
      const reply = await send(origin, { path });
      expect(reply.status).toBeLessThan(500);
      if (reply.headers["content-type"]?.startsWith("text/html"))
        expect(reply.headers["cache-control"]).toContain("no-store");
      expect(reply.body).not.toMatch(/root:x:|"devDependencies"/);
      for (const target of [reply.headers.location, reply.headers["refresh"]?.toString().replace(/^0;url=/, "")]) {
        // Resolved as browsers do, which treat a backslash as a slash.
        if (target !== undefined) expect(new URL(target, origin).origin, target).toBe(new URL(origin).origin);
      }
    });
  }

  test("the answer never contains a forged Host or forwarding header", async () => {
    const forged = {
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "gopher",
      "x-forwarded-prefix": "/evil.example",
      "x-original-url": "/evil.example",
      "x-rewrite-url": "/evil.example",
      forwarded: "host=evil.example",
    };
    for (const headers of [forged, { ...forged, host: "evil.example" }]) {
      for (const path of [routes.home(), "//nowhere", "/nowhere", routes.openapi(), routes.documentation(), api]) {
        expect(JSON.stringify(await send(origin, { path, headers })), path).not.toContain("evil.example");
      }
    }
  });
});

describe("Next's own protocol", () => {
  const protocols: { name: string; headers: Record<string, string> }[] = [
    { name: "a page as data", headers: { rsc: "1" } },
    { name: "a prefetch", headers: { rsc: "1", "next-router-prefetch": "1" } },
    {
      name: "a prefetch of a segment",
      headers: { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    },
    { name: "a prefetch without the rest", headers: { "next-router-prefetch": "1" } },
  ];

  for (const { name, headers } of protocols) {
    test(`${name} is answered, not cached, and contains no password`, async () => {
      const first = await send(origin, { path: lettersOnly, headers });
      const isRedirect = first.status === 307;
      if (isRedirect) {
        expect(first.headers.location).toMatch(/^\/\?.*_rsc/);
        expect(first.headers["cache-control"]).toContain("no-store");
        expect(findHeaderProblems(first)).toEqual([]);
      }
      const reply = isRedirect ? await send(origin, { path: first.headers.location ?? "", headers }) : first;
      expect(reply.status).toBeLessThan(500);
      expect(reply.headers["cache-control"]).toContain("no-store");
      expect(findHeaderProblems(reply)).toEqual([]);
      if (reply.headers["content-type"]?.startsWith("text/x-component")) {
        expect(reply.headers.vary).toMatch(/\brsc\b/i);
        expect(reply.body).not.toMatch(/[a-z]{64}/);
      }
    });
  }

  const brokenActions: (RawRequest & { name: string })[] = [
    {
      name: "an unknown action",
      path: routes.home(),
      headers: { "next-action": "4".repeat(42), "content-type": "text/plain" },
      body: "[]",
    },
    { name: "a malformed action id", path: routes.home(), headers: { "next-action": "../x" }, body: "[]" },
    { name: "an empty action", path: routes.home(), headers: { "next-action": "" } },
    {
      name: "an unknown action in a form",
      path: routes.home(),
      headers: { "content-type": "multipart/form-data; boundary=b" },
      body: '--b\r\nContent-Disposition: form-data; name="$ACTION_ID_dead"\r\n\r\n\r\n--b--\r\n',
    },
    {
      name: "an action at an address without a page",
      path: "/nowhere",
      headers: { "next-action": "4".repeat(42) },
      body: "[]",
    },
    {
      name: "a form with another site's Origin",
      path: routes.home(),
      headers: { "content-type": "multipart/form-data; boundary=b", origin: "https://evil.example" },
      body: "--b--\r\n",
    },
  ];

  for (const { name, ...request } of brokenActions) {
    test(`${name} is refused with a 4xx status`, async () => {
      const reply = await send(origin, { method: "POST", ...request });
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.status).toBeLessThan(500);
      expect(reply.headers["cache-control"]).toContain("no-store");
      expect(reply.body).not.toMatch(/ at .*\.js:\d+/);
      expect(findHeaderProblems(reply)).toEqual([]);
    });
  }

  test("a request that Next can't decode reveals nothing, changes nothing and doesn't stop the server", async () => {
    const { body: html } = await send(origin, { path: routes.home() });
    const action = /name="\$ACTION_ID_([0-9a-f]+)"/.exec(html)?.[1] ?? "";
    const actionHeaders = { "next-action": action, "sec-fetch-site": "same-origin", "content-type": "text/plain" };
    const broken: RawRequest[] = [
      ...["garbage", '["$F9"]', "[]", '[{"theme":"dark"}]', '["$undefined"]', `[${"[".repeat(5000)}`].map((body) => ({
        method: "POST",
        path: routes.home(),
        headers: actionHeaders,
        body,
      })),
      { method: "POST", path: routes.home(), headers: { "content-type": "multipart/form-data" }, body: "x" },
      {
        method: "POST",
        path: routes.home(),
        headers: { "content-type": "multipart/form-data; boundary=b" },
        body: '--b\r\nContent-Disposition: form-data; name="theme"\r\n\r\nda',
      },
      { path: `${routes.home()}?_rsc=x`, headers: { rsc: "1", "next-router-state-tree": "%5B%5B%5B" } },
    ];
    for (const request of broken) {
      const reply = await send(origin, request);
      const title = `${request.body ?? "state"}: ${reply.status}`.slice(0, 80);
      expect(reply.headers["cache-control"], title).toContain("no-store");
      expect(reply.headers["set-cookie"], title).toBeUndefined();
      expect(reply.body, title).not.toMatch(/ at .*:\d+:\d+|SyntaxError|TypeError|node_modules/);
      expect(findHeaderProblems(reply), title).toEqual([]);
    }
    expect((await send(origin, { path: routes.home() })).status).toBe(200);
  });
});

test("no method on any path causes a server error", async () => {
  const paths = [
    routes.home(),
    "/nowhere",
    "/icon.svg",
    routes.vendorAsset("swagger-ui.css"),
    "/_next/static/x.js",
    routes.documentation(),
    api,
  ];
  const failed: string[] = [];
  for (const path of paths) {
    for (const method of ["HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]) {
      const { status } = await send(origin, { method, path });
      if (status >= 500) failed.push(`${method} ${path}: ${status}`);
    }
  }
  expect(failed).toEqual([]);
});

describe("cookies", () => {
  const jars = {
    malformed: "%%%=;;;==;=;,,; latchkey.theme",
    "badly encoded": "a=%E0%A4%A; latchkey.theme=%E0%A4%A",
    "not text": "a=\xff\xfe\x80; latchkey.theme=\xff",
    many: Array.from({ length: 500 }, (_, index) => `c${index}=v`).join("; "),
    large: `a=${"x".repeat(12_000)}`,
    "larger than the server reads": `a=${"x".repeat(20_000)}`,
    "Next's own": "__prerender_bypass=x; __next_preview_data=x; next-action-redirect=x",
    "named like properties": "__proto__=x; constructor=y; latchkey.theme=toString",
  };

  for (const [name, cookie] of Object.entries(jars)) {
    test(`that are ${name} break neither the page nor the API`, async () => {
      for (const path of [routes.home(), api]) {
        const { status } = await send(origin, { path, headers: { cookie } });
        expect([200, 431], path).toContain(status);
      }
    });
  }
});

test("the API keeps a connection open for the next request", async () => {
  const reply = await sendBytes(
    origin,
    `GET ${api} HTTP/1.1\r\nHost: x\r\n\r\nGET ${api} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
  );
  expect(reply.match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
});
