import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Runtime } from "@/lib/runtime";
import type { ServiceContext } from "@/lib/services/context";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { makeManyPeople } from "@/lib/testing/many-users";
import { operatorCommands } from "@/lib/web/commands/operator-commands";
import { route } from "@/lib/web/http/route";

// A reply that is sent as it is made, by the example of an export of some batches, on both ways into the API.

const PEOPLE = 2_250;
const path = "/api/v1/users/export";

let api: ApiClient;
let access: string;
let createContext: Runtime["createContext"];
beforeAll(async () => {
  api = await createApiClient("sqlite");
  ({ access } = await api.person("boss"));
  await operatorCommands["make-admin"](api.runtime, "boss");
  await makeManyPeople(api.runtime, PEOPLE);
  ({ createContext } = api.runtime);
  Object.assign(globalThis, { [Symbol.for("latchkey.runtime")]: Promise.resolve(api.runtime) });
});
afterAll(() => api.dispose());
afterEach(() => {
  api.runtime.createContext = createContext;
});

/** Has `before` run in front of each batch that is read, and gives what is logged as an error. */
function watchBatches(before: (batch: number) => Promise<void> | void): { errors: string[]; batches: () => number } {
  const errors: string[] = [];
  let batches = 0;
  api.runtime.createContext = (request) => {
    const context = createContext(request);
    const findMany: ServiceContext["db"]["user"]["findMany"] = ((query: object) =>
      Promise.resolve(before((batches += 1))).then(() => context.db.user.findMany(query))) as never;
    const user = new Proxy(context.db.user, {
      get: (model, name) => (name === "findMany" ? findMany : Reflect.get(model, name)),
    });
    const db = new Proxy(context.db, { get: (reader, name) => (name === "user" ? user : Reflect.get(reader, name)) });
    return { ...context, db, log: { ...context.log, error: (_fields, message) => void errors.push(message) } };
  };
  return { errors, batches: () => batches };
}

async function lastExport(): Promise<{ outcome: string; details: { rows: number; complete: boolean } }> {
  api.runtime.createContext = createContext;
  return (await api.get("/api/v1/audit-log?action=user.export&size=1", access)).body.items[0];
}

type Way = (init?: RequestInit & { query?: string }) => Promise<Response>;

const ways: [string, Way][] = [
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

test("a thousand people and more are looked at in one call", async () => {
  const reply = await api.send(
    "POST",
    "/api/v1/users/bulk",
    { action: "disable", filter: { role: "user" }, dry_run: true },
    access,
  );
  expect(reply.body).toMatchObject({ matched: 1000, changed: 1000 });
  expect(reply.body.next).not.toBeNull();
});

describe.each(ways)("a reply in pieces over %s", (_, ask) => {
  test("has all of them, in order, and is kept by nobody", async () => {
    const { batches } = watchBatches(() => undefined);
    const reply = await ask({ query: "format=ndjson&sort=username&direction=asc&columns=username&role=user" });
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
    expect(names).toEqual(Array.from({ length: PEOPLE }, (__, index) => `person${String(index).padStart(5, "0")}`));
    expect(batches()).toBe(5);
    expect(await lastExport()).toMatchObject({
      outcome: "success",
      details: { rows: PEOPLE, complete: true, format: "ndjson", filter: { role: "user" } },
    });
  });

  test("is an ordinary refusal where it fails before the first one", async () => {
    watchBatches(() => Promise.reject(new Error("gone")));
    const reply = await ask();
    expect(reply.status).toBe(500);
    expect(reply.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(reply.headers.get("content-disposition")).toBeNull();
    expect(await reply.json()).toMatchObject({ code: "internal" });
    expect(await lastExport()).toMatchObject({ outcome: "failure", details: { rows: 0, complete: false } });
  });

  test("breaks off where it fails later, and that is logged", async () => {
    const { errors } = watchBatches((batch) => (batch === 3 ? Promise.reject(new Error("gone")) : undefined));
    const reply = await ask();
    expect(reply.status).toBe(200);
    await expect(reply.text()).rejects.toThrow();
    expect(errors).toEqual(["a reply broke off"]);
    expect(await lastExport()).toMatchObject({ outcome: "failure", details: { rows: 1000, complete: false } });
  });

  test("is its headers alone for HEAD, of no stated length", async () => {
    const { batches } = watchBatches(() => undefined);
    const reply = await ask({ method: "HEAD" });
    expect(reply.status).toBe(200);
    expect(reply.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(reply.headers.get("content-length")).toBeNull();
    expect(await reply.text()).toBe("");
    expect(batches()).toBe(1);
  });

  test("is made no further once its reader has left", async () => {
    let goOn = (): void => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const { batches } = watchBatches((batch) => (batch === 2 ? gate : undefined));
    const leaving = new AbortController();
    const reply = await ask({ signal: leaving.signal });
    const reader = reply.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    const left = reader?.cancel();
    leaving.abort();
    // Answered on another connection, so the end of that one has been seen.
    await api.get("/api/health/live");
    goOn();
    await left?.catch(() => undefined);
    await vi.waitFor(async () =>
      expect(await lastExport()).toMatchObject({ outcome: "failure", details: { complete: false } }),
    );
    expect(batches()).toBeLessThanOrEqual(2);
  });
});
