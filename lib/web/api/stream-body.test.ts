import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Runtime } from "@/lib/runtime";
import type { ServiceContext } from "@/lib/services/context";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { makeManyPeople } from "@/lib/testing/many-users";
import { operatorCommands } from "@/lib/web/commands/operator-commands";
import { route } from "@/lib/web/http/route";

// Streamed replies on the direct line and on Next's route, with an export of several batches.

const USERS = 2_250;
const path = "/api/v1/users/export";
// Of lib/get-runtime.ts.
const runtimeKey = Symbol.for("latchkey.runtime");

let api: ApiClient;
let access: string;
let createContext: Runtime["createContext"];
beforeAll(async () => {
  api = await createApiClient("sqlite");
  ({ access } = await api.person("boss"));
  await operatorCommands["make-admin"](api.runtime, "boss");
  await makeManyPeople(api.runtime, USERS);
  ({ createContext } = api.runtime);
  Object.assign(globalThis, { [runtimeKey]: Promise.resolve(api.runtime) });
});
afterAll(() => {
  Reflect.deleteProperty(globalThis, runtimeKey);
  return api.dispose();
});
afterEach(() => {
  api.runtime.createContext = createContext;
});

/** Runs `before` before each batch and collects the logged errors. */
function watchBatches(before: (batch: number) => Promise<void> | void): { errors: string[]; batches: () => number } {
  const errors: string[] = [];
  let batches = 0;
  api.runtime.createContext = (request) => {
    const context = createContext(request);
    const { longReads: db } = context;
    const findMany: ServiceContext["db"]["user"]["findMany"] = ((query: object) =>
      Promise.resolve(before((batches += 1))).then(() => db.user.findMany(query))) as never;
    const user = new Proxy(db.user, {
      get: (model, name) => (name === "findMany" ? findMany : Reflect.get(model, name)),
    });
    const longReads = new Proxy(db, { get: (reader, name) => (name === "user" ? user : Reflect.get(reader, name)) });
    return { ...context, longReads, log: { ...context.log, error: (_fields, message) => void errors.push(message) } };
  };
  return { errors, batches: () => batches };
}

async function lastExport(): Promise<{ outcome: string; details: { rows: number; complete: boolean } }> {
  api.runtime.createContext = createContext;
  return (await api.get("/api/v1/audit-log?action=user.export&size=1", access)).body.items[0];
}

type Fetch = (init?: RequestInit & { query?: string }) => Promise<Response>;

const entries: [string, Fetch][] = [
  [
    "the direct line",
    ({ query = "", ...init } = {}) =>
      fetch(`${api.origin}${path}?${query}`, { ...init, headers: { authorization: `Bearer ${access}` } }),
  ],
  [
    "Next's route",
    ({ query = "", ...init } = {}) =>
      route(path).GET(
        new Request(`http://localhost:3000${path}?${query}`, {
          ...init,
          headers: { authorization: `Bearer ${access}` },
        }),
      ),
  ],
];

test("a dry run over more than 1,000 users covers 1,000 in one call", async () => {
  const reply = await api.send(
    "POST",
    "/api/v1/users/bulk",
    { action: "disable", filter: { role: "user" }, dry_run: true },
    access,
  );
  expect(reply.body).toMatchObject({ matched: 1000, changed: 1000 });
  expect(reply.body.next).not.toBeNull();
});

describe.each(entries)("a streamed reply over %s", (_, send) => {
  test("has all rows in order and is not cached", async () => {
    const { batches } = watchBatches(() => undefined);
    const reply = await send({ query: "format=ndjson&sort=username&direction=asc&columns=username&role=user" });
    expect(reply.status).toBe(200);
    expect(reply.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
    expect(reply.headers.get("content-disposition")).toMatch(
      /^attachment; filename="latchkey-users-\d{4}-\d\d-\d\d\.ndjson"$/,
    );
    expect(reply.headers.get("cache-control")).toBe("no-store");
    expect(reply.headers.get("content-length")).toBeNull();
    const names = (await reply.text())
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).username);
    expect(names).toEqual(Array.from({ length: USERS }, (__, index) => `person${String(index).padStart(5, "0")}`));
    expect(batches()).toBe(5);
    expect(await lastExport()).toMatchObject({
      outcome: "success",
      details: { rows: USERS, complete: true, format: "ndjson", filter: { role: "user" } },
    });
  });

  test("is an ordinary error if the first batch fails", async () => {
    watchBatches(() => Promise.reject(new Error("gone")));
    const reply = await send();
    expect(reply.status).toBe(500);
    expect(reply.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(reply.headers.get("content-disposition")).toBeNull();
    expect(await reply.json()).toMatchObject({ code: "internal" });
    expect(await lastExport()).toMatchObject({ outcome: "failure", details: { rows: 0, complete: false } });
  });

  test("aborts the connection and logs the error if a later batch fails", async () => {
    const { errors } = watchBatches((batch) => (batch === 3 ? Promise.reject(new Error("gone")) : undefined));
    const reply = await send();
    expect(reply.status).toBe(200);
    await expect(reply.text()).rejects.toThrow();
    expect(errors).toEqual(["a streamed reply was aborted"]);
    expect(await lastExport()).toMatchObject({ outcome: "failure", details: { rows: 1000, complete: false } });
  });

  test("has headers but no body and no length for HEAD", async () => {
    const { batches } = watchBatches(() => undefined);
    const reply = await send({ method: "HEAD" });
    expect(reply.status).toBe(200);
    expect(reply.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(reply.headers.get("content-length")).toBeNull();
    expect(await reply.text()).toBe("");
    expect(batches()).toBe(1);
  });

  test("stops once the client has left", async () => {
    let resume = (): void => undefined;
    const gate = new Promise<void>((resolve) => (resume = resolve));
    const { batches } = watchBatches((batch) => (batch === 2 ? gate : undefined));
    const abort = new AbortController();
    const reply = await send({ signal: abort.signal });
    const reader = reply.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    const left = reader?.cancel();
    abort.abort();
    // A reply on another connection shows that the server has seen the end of this one.
    await api.get("/api/health/live");
    resume();
    await left?.catch(() => undefined);
    await vi.waitFor(async () =>
      expect(await lastExport()).toMatchObject({ outcome: "failure", details: { complete: false } }),
    );
    expect(batches()).toBeLessThanOrEqual(2);
  });
});
