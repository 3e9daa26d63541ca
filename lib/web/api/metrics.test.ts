import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limitNames, logInOutcomes, otherRequests } from "@/lib/domain/system/metric-labels";
import { jobNames } from "@/lib/domain/system/system-facts";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { listen } from "@/lib/testing/test-server";
import { createMetricsServer } from "@/lib/web/http/metrics-port";
import { operations } from "@/lib/web/operations/operations";

const TOKEN = "f3c1a97e04b85d62e90b7c41d8a2650f";

type Sample = { name: string; labels: Record<string, string>; value: number };

function parse(text: string): Sample[] {
  return text.split("\n").flatMap((line) => {
    const [, name = "", labels = "", value = ""] = /^([\w:]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (line === "" || line.startsWith("#")) return [];
    expect(name, line).not.toBe("");
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = "", text = ""]) => [key, text]);
    return [{ name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) }];
  });
}

async function scrape(origin: string, token = TOKEN): Promise<Sample[]> {
  const reply = await fetch(`${origin}/api/metrics`, { headers: { authorization: `Bearer ${token}` } });
  expect(reply.status).toBe(200);
  expect(reply.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  return parse(await reply.text());
}

const valueOf = (samples: readonly Sample[], name: string, labels: Record<string, string> = {}): number | undefined =>
  samples.find(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  )?.value;

describe("without METRICS_TOKEN", () => {
  test.each(["GET", "HEAD", "POST", "OPTIONS", "DELETE"])("%s /api/metrics is as any unknown path", async (method) => {
    const { runtime, dispose } = await createTestRuntime({ METRICS_PORT: "9464" });
    const server = await listen(runtime);
    const ask = async (path: string) => {
      const reply = await fetch(server.origin + path, { method, headers: { authorization: `Bearer ${TOKEN}` } });
      const headers = Object.fromEntries([...reply.headers].filter(([name]) => !/^(date|x-request-id)$/.test(name)));
      return { status: reply.status, headers, body: (await reply.text()).replace(/"request_id":"[^"]*"/, "") };
    };
    expect(await ask("/api/metrics")).toEqual(await ask("/api/nothing"));
    await server.close();
    await dispose();
  });
});

test.each([undefined, "Bearer ", "Bearer wrong", `Basic ${TOKEN}`, `Bearer ${TOKEN}x`])(
  "the metrics are refused to a scraper with %s",
  async (authorization) => {
    const { runtime, dispose } = await createTestRuntime({ METRICS_TOKEN: TOKEN });
    const server = await listen(runtime);
    const reply = await fetch(`${server.origin}/api/metrics`, { headers: authorization ? { authorization } : {} });
    expect(reply.status).toBe(401);
    expect(reply.headers.get("www-authenticate")).toMatch(/^Bearer /);
    expect(await reply.text()).not.toContain("latchkey_");
    await server.close();
    await dispose();
  },
);

test("a port of its own serves the metrics and nothing else, and requires the token only if there is one", async () => {
  for (const token of [null, TOKEN]) {
    const { runtime, dispose } = await createTestRuntime({
      METRICS_PORT: "9464",
      ...(token !== null && { METRICS_TOKEN: token }),
    });
    const server = createMetricsServer(runtime);
    const origin = await open(server);
    const headers = new Headers(token === null ? {} : { authorization: `Bearer ${token}` });
    expect((await fetch(`${origin}/metrics`)).status).toBe(token === null ? 200 : 401);
    const reply = await fetch(`${origin}/metrics`, { headers });
    expect(parse(await reply.text()).map(({ name }) => name)).toContain("latchkey_build_info");
    expect((await fetch(`${origin}/api/v1/generate-password`, { headers })).status).toBe(404);
    expect((await fetch(`${origin}/metrics`, { headers, method: "POST" })).status).toBe(405);
    server.closeAllConnections();
    server.close();
    await dispose();
  }
});

async function open(server: Server = createServer()): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe.each(databaseProviders)("the metrics (%s)", (provider) => {
  let client: ApiClient;
  beforeAll(async () => {
    client = await createApiClient(provider, { METRICS_TOKEN: TOKEN, RATE_LIMIT_GENERATOR: "5/60" });
  });
  afterAll(() => client.dispose());

  test("count log-ins by outcome, limits, requests, users, sessions and mails", async () => {
    const user = await client.person("Ada");
    await client.send("POST", "/api/v1/users/login", { username: user.email, password: "wrong-lantern-58" });
    for (let request = 0; request < 7; request += 1) await client.get("/api/v1/generate-password");
    await client.runtime.jobs.run("remove-expired", async () => undefined);
    const samples = await scrape(client.origin);
    expect(valueOf(samples, "latchkey_log_ins_total", { outcome: "success" })).toBe(1);
    expect(valueOf(samples, "latchkey_log_ins_total", { outcome: "wrong_credentials" })).toBe(1);
    expect(valueOf(samples, "latchkey_limit_hits_total", { limit: "generator" })).toBe(2);
    const generated = { operation: "generatePassword" };
    expect(valueOf(samples, "latchkey_http_requests_total", { ...generated, status: "2xx" })).toBe(5);
    expect(valueOf(samples, "latchkey_http_requests_total", { ...generated, status: "4xx" })).toBe(2);
    expect(valueOf(samples, "latchkey_http_request_duration_seconds_count", generated)).toBe(7);
    expect(valueOf(samples, "latchkey_http_request_duration_seconds_bucket", { ...generated, le: "+Inf" })).toBe(7);
    expect(valueOf(samples, "latchkey_hash_wait_seconds_count")).toBeGreaterThan(1);
    expect(valueOf(samples, "latchkey_users", { status: "active" })).toBe(1);
    expect(valueOf(samples, "latchkey_sessions", { kind: "api" })).toBe(1);
    expect(valueOf(samples, "latchkey_mails", { state: "failed" })).toBe(0);
    expect(valueOf(samples, "latchkey_database_up")).toBe(1);
    expect(valueOf(samples, "latchkey_job_runs_total", { name: "remove-expired", outcome: "success" })).toBe(1);
    expect(valueOf(samples, "latchkey_job_failed", { name: "remove-expired" })).toBe(0);
    expect(valueOf(samples, "nodejs_eventloop_lag_p99_seconds")).toBeGreaterThan(0);
  });

  test("count users and sessions at most once a minute", async () => {
    const before = valueOf(await scrape(client.origin), "latchkey_users", { status: "active" });
    await client.person("Grace");
    expect(valueOf(await scrape(client.origin), "latchkey_users", { status: "active" })).toBe(before);
  });

  test("have only labels from known lists, whatever was requested", async () => {
    const rows = Object.values(operations);
    for (const { path, method } of rows) {
      const made = path.replace(/\{\w+\}/g, "ada@example.org");
      await fetch(`${client.origin}${made}?q=violet-77`, { method, headers: { "x-forwarded-for": "192.0.2.77" } });
      await fetch(`${client.origin}${made}/violet-77`, { method: "PUT" });
    }
    for (const path of ["/violet-77", "/_next/static/violet-77.js", "/api/v1/violet-77", "/log-in?next=violet-77"])
      for (const method of ["GET", "POST", "OPTIONS", "DELETE"]) await fetch(client.origin + path, { method });
    await client.send("POST", "/api/v1/users/login", { username: "violet-77@example.org", password: STRONG_PASSWORD });

    const known: Record<string, ReadonlySet<string> | RegExp> = {
      operation: new Set([...Object.keys(operations), ...otherRequests]),
      status: /^[1-5]xx$/,
      le: /^(\+Inf|[\d.]+)$/,
      outcome: new Set([...logInOutcomes, "success", "failure"]),
      limit: new Set(limitNames),
      name: new Set(jobNames),
      state: new Set(["queued", "sending", "sent", "failed", "held"]),
      kind: new Set(["browser", "api", "major", "minor", "incremental"]),
      version: /^(v?\d+\.\d+\.\d+)$/,
      commit: /^[\da-f]*$/,
      // Of prom-client: versions of Node, spaces of the heap, kinds of handles.
      major: /^\d+$/,
      minor: /^\d+$/,
      patch: /^\d+$/,
      space: /^\w+$/,
      type: /^\w+$/,
    };
    const users = new Set(["active", "disabled"]);
    const samples = await scrape(client.origin);
    for (const { name, labels } of samples) {
      for (const [label, value] of Object.entries(labels)) {
        const allowed = name === "latchkey_users" ? users : known[label];
        const isKnown = allowed instanceof RegExp ? allowed.test(value) : allowed?.has(value);
        expect(isKnown, `${name}{${label}="${value}"}`).toBe(true);
      }
    }
    expect(samples.length).toBeLessThan(2_500);
  });
});
