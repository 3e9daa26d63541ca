import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { apiAliases, apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import { type LatchkeyProcess, startLatchkey } from "../support/latchkey-process";
import { type RawReply, type RawRequest, send } from "../support/raw-http";
import { findHeaderProblems, securityHeaderNames } from "../support/security-headers";

// `next start` serves the same API as server.ts, but without its own request handling before Next.

const origin = inject("origin");
let plainNext: LatchkeyProcess;
beforeAll(async () => {
  plainNext = await startLatchkey({ plainNext: true });
  await plainNext.ready();
});
afterAll(() => plainNext.dispose());

const json = { "content-type": "application/json" };
const generator = apiRoutes.generatePassword();
const generators = [generator, `${generator}/`, ...(apiAliases[generator] ?? [])];

const requests: RawRequest[] = [
  ...generators.flatMap((path): RawRequest[] => [
    { path },
    { method: "HEAD", path },
    { method: "OPTIONS", path },
    { method: "DELETE", path },
    { method: "PUT", path, headers: json, body: "{}" },
    { method: "PATCH", path, headers: json, body: "{}" },
    { path: `${path}?length=16&use_uppercase=true&use_numbers=false&use_special_chars=false` },
    { path: `${path}?length=3` },
    { path: `${path}?length=8&length=64` },
    { path: `${path}?length=1e2` },
    { path: `${path}?nonsense=1` },
    { path: `${path}?use_lowercase=no&use_uppercase=0&use_numbers=off&use_special_chars=false` },
    { method: "POST", path, headers: json, body: '{"length":16}' },
    { method: "POST", path, headers: json, body: "{" },
    { method: "POST", path, headers: json, body: '{"length":"16"}' },
    { method: "POST", path, headers: { "content-type": "text/plain" }, body: "{}" },
    { method: "POST", path, headers: json, body: `{"exclude":"${"x".repeat(70_000)}"}` },
  ]),
  { path: `${generator}?length=4&min_numbers=5` },
  { path: `${generator}?exclude=0123456789` },
  { path: `${generator}?symbols=abc` },
  { path: `${generator}?count=3` },
  { path: `${generator}?count=1001` },
  { path: `${generator}?format=csv&count=300` },
  { method: "HEAD", path: `${generator}?format=env` },
  { path: `${generator}?format=htpasswd` },
  { path: `${generator}?hash=bcrypt` },
  { path: `${generator}?length=%31%36` },
  { path: `${generator}?length=+16` },
  { path: `${generator}?symbols=%2B+%F0%9F%94%91&length=20` },
  { path: `${generator}?length[]=8` },
  { path: `${generator}?%ff=%` },
  { path: `${generator}?` },
  { path: `${generator}/more` },
  { method: "POST", path: generator, headers: json },
  { method: "POST", path: generator, headers: json, body: "[]" },
  { method: "POST", path: generator, headers: json, body: "null" },
  { method: "POST", path: generator, headers: json, body: '"text"' },
  { method: "POST", path: generator, headers: json, body: '{"length":8,"length":64}' },
  { method: "POST", path: generator, headers: json, body: '{"__proto__":{"length":4}}' },
  { method: "POST", path: generator, headers: json, body: '{"length":[8]}' },
  { method: "POST", path: generator, headers: json, body: '{"symbols":"é🔑","length":40,"count":2}' },
  { method: "POST", path: generator, headers: { "content-type": "application/json; charset=utf-8" }, body: "{}" },
  { method: "POST", path: generator, headers: { "content-type": "APPLICATION/JSON" }, body: "{}" },
  { method: "POST", path: generator, headers: { ...json, "content-encoding": "gzip" }, body: "{}" },
  { method: "POST", path: generator, body: "{}" },
  { method: "POST", path: generator, headers: { "content-type": "multipart/form-data; boundary=b" }, body: "--b--" },
  {
    method: "POST",
    path: generator,
    headers: { ...json, origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    body: "{}",
  },
  { path: routes.openapi() },
  { method: "HEAD", path: routes.openapi() },
  { method: "OPTIONS", path: routes.openapi() },
  { method: "POST", path: routes.openapi(), headers: json, body: "{}" },
  ...[apiRoutes.live(), apiRoutes.ready()].flatMap((path): RawRequest[] => [
    { path },
    { method: "HEAD", path },
    { method: "OPTIONS", path },
    { method: "POST", path, headers: json, body: "{}" },
    { path: `${path}?extra=1` },
  ]),
  { path: "/api" },
  { path: "/api/" },
  { path: "/api/v1" },
  { path: "/api/nothing" },
  { method: "HEAD", path: "/api/nothing" },
  { method: "OPTIONS", path: "/api/nothing" },
  { method: "DELETE", path: "/api/nothing" },
  { method: "POST", path: "/api/nothing", headers: json, body: "{}" },
  { path: "/api/health" },
  { path: `${generator}%2f` },
  { path: generator.replace("-", "%2D") },
];

describe("our server and `next start` give the same answer to", () => {
  for (const request of requests) {
    test(titleOf(request), async () => {
      const [ours, next] = await Promise.all([send(origin, request), send(plainNext.origin, request)]);
      expect(shapeOf(next)).toEqual(shapeOf(ours));
      expect(findHeaderProblems(next)).toEqual([]);
    });
  }
});

test("our server and `next start` send pages and missing pages with the same status and headers", async () => {
  for (const path of [
    routes.home(),
    "/nowhere",
    routes.documentation(),
    routes.reference(),
    "/icon.svg",
    routes.vendorAsset("swagger-ui.css"),
  ]) {
    const [ours, next] = await Promise.all([send(origin, { path }), send(plainNext.origin, { path })]);
    expect(headersOf(next), path).toEqual(headersOf(ours));
    expect(next.status, path).toBe(ours.status);
  }
});

test("`next start` never redirects to another site", async () => {
  for (const path of ["//evil.example", "/\\evil.example", "//evil.example/%2e%2e"]) {
    const { headers } = await send(plainNext.origin, { path });
    expect(new URL(headers.location ?? "", plainNext.origin).origin, path).toBe(plainNext.origin);
  }
});

test("`next start` refuses wrong settings before it serves anything", async () => {
  const refused = await startLatchkey({ plainNext: true, settings: { AUTH_SECRET: "secret", LOG_LEVEL: "loud" } });
  try {
    await expect
      .poll(refused.output, { timeout: 20_000 })
      .toMatch(/AUTH_SECRET is too short[\s\S]*LOG_LEVEL is "loud"/);
    const reply = await send(refused.origin, { path: generator }).catch(() => null);
    expect(reply?.status ?? 500).toBeGreaterThanOrEqual(500);
  } finally {
    await refused.dispose();
  }
});

function titleOf({ method = "GET", path, headers = {}, body = "" }: RawRequest): string {
  const type = headers["content-type"];
  const extra = [
    typeof type === "string" && type !== "application/json" ? type : "",
    "content-encoding" in headers ? "compressed" : "",
    "origin" in headers ? "from another site" : "",
  ];
  return [method, path, body.length > 60 ? `${body.length} characters` : body, ...extra].filter(Boolean).join(" ");
}

function shapeOf(reply: RawReply): unknown {
  return {
    status: reply.status,
    headers: headersOf(reply),
    allow: reply.headers.allow,
    requestId: typeof reply.headers["x-request-id"],
    body: bodyOf(reply),
  };
}

function headersOf({ headers }: RawReply): Record<string, unknown> {
  const names = [
    ...securityHeaderNames,
    "content-type",
    "cache-control",
    "strict-transport-security",
    "location",
    "retry-after",
  ];
  return Object.fromEntries(names.map((name) => [name, String(headers[name]).replaceAll(/'nonce-[^']+'/g, "'nonce'")]));
}

/** The body with random values and ids replaced by their length. */
function bodyOf({ body, headers }: RawReply): unknown {
  if (!/json/.test(headers["content-type"] ?? "") || body === "") return body === "" ? "" : "not JSON";
  return JSON.parse(body, (key, value: unknown) => {
    if (key === "request_id") return "an id";
    if (key === "password" && typeof value === "string") return `${[...value].length} characters`;
    if (key === "passwords" && Array.isArray(value)) return `${value.length} passwords`;
    return value;
  });
}
