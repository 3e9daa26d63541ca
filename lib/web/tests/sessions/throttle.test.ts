import { afterEach, describe, expect, test, vi } from "vitest";
import { unavailable } from "@/lib/data/database-errors";
import { AppError } from "@/lib/errors";
import { createMemoryLimiter } from "@/lib/platform/memory-limiter";
import type { ServiceContext } from "@/lib/services/context";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { codeAt, enrolledPerson } from "@/lib/testing/authenticator";

let api: ApiClient | undefined;
afterEach(() => api?.dispose());

async function start(): Promise<ApiClient> {
  api = await createApiClient("sqlite");
  return api;
}

const attempt = (client: ApiClient, identifier: string, password: string, address: string) =>
  client.send("POST", "/api/v1/users/login", { identifier, password }, undefined, address);

test("10 failures from one network block it for an account, known or unknown", async () => {
  const client = await start();
  await client.person("owner");
  for (const name of ["owner", "nobody"]) {
    for (let failure = 0; failure < 10; failure += 1)
      expect((await attempt(client, name, "wrong-password-1", "192.0.2.1")).status).toBe(401);
    const refused = await attempt(client, name, STRONG_PASSWORD, "192.0.2.1");
    expect([refused.status, refused.body.code]).toEqual([429, "rate_limited"]);
    expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(15 * 60);
    expect(refused.headers.get("ratelimit-remaining")).toBe("0");
  }
  expect((await attempt(client, "owner", STRONG_PASSWORD, "192.0.2.2")).status).toBe(200);
});

test("email, username and their spellings share one budget, as do all operations that take a password", async () => {
  const client = await start();
  const { access } = await client.person("shared");
  const from = "192.0.2.9";
  for (const identifier of ["shared", "SHARED", "shared@example.org", "Shared@Example.ORG"])
    await attempt(client, identifier, "wrong-password-1", from);
  const form = (path: string) =>
    fetch(client.origin + path, {
      method: "POST",
      body: new URLSearchParams({ grant_type: "password", username: "shared", password: "wrong-password-1" }),
      headers: { "x-forwarded-for": from },
    });
  await form("/token");
  await form("/api/v1/token");
  const wrong = { current_password: "wrong-password-1", new_password: "new-violet-9-harbour" };
  await client.send("POST", "/change-password", wrong, access, from);
  await client.send("POST", "/change-password", wrong, access, from);
  await client.send("POST", "/api/v1/sessions/current/reauthenticate", { password: "wrong-password-1" }, access, from);
  await client.send("POST", "/api/v1/sessions/current/reauthenticate", { password: "wrong-password-1" }, access, from);
  expect((await attempt(client, "shared", STRONG_PASSWORD, from)).status).toBe(429);
  expect(
    (await client.send("POST", "/change-password", { ...wrong, current_password: STRONG_PASSWORD }, access, from))
      .status,
  ).toBe(429);
});

test("spellings share a budget without an account exactly if they do with one", async () => {
  const client = await start();
  await client.person("mike");
  const statusesOf = async (name: string): Promise<number[]> => {
    const address = `${name}@example.org`;
    for (let failure = 0; failure < 10; failure += 1) await attempt(client, address, "wrong-password-1", "192.0.2.1");
    // JavaScript lower-cases the Kelvin sign to k and trims a no-break space, but no account has such an address.
    const spellings = [address.toUpperCase(), ` ${address}`, `\u00a0${address}`, address.replace("k", "\u212a")];
    const replies = spellings.map((spelling) => attempt(client, spelling, "wrong-password-1", "192.0.2.1"));
    return (await Promise.all(replies)).map(({ status }) => status);
  };
  expect(await statusesOf("kirk")).toEqual(await statusesOf("mike"));
});

test("a success costs nothing and resets the account's failures", async () => {
  const client = await start();
  await client.person("clumsy");
  for (let round = 0; round < 3; round += 1) {
    for (let failure = 0; failure < 9; failure += 1) await attempt(client, "clumsy", "wrong-password-1", "192.0.2.1");
    expect((await attempt(client, "clumsy", STRONG_PASSWORD, "192.0.2.1")).status).toBe(200);
  }
});

test("a success costs nothing either while memory is full and keys share a window", async () => {
  const client = await start();
  await client.person("late");
  const limiter = createMemoryLimiter(() => 0, 0);
  const { createContext } = client.runtime;
  client.runtime.createContext = (request) => ({ ...createContext(request), limiter });
  for (let success = 0; success < 12; success += 1)
    expect((await attempt(client, "late", STRONG_PASSWORD, "192.0.2.1")).status).toBe(200);
  for (let failure = 0; failure < 10; failure += 1) await attempt(client, "late", "wrong-password-1", "192.0.2.1");
  expect((await attempt(client, "late", STRONG_PASSWORD, "192.0.2.1")).status).toBe(429);
});

test("100 failures block a network, for all accounts", async () => {
  const client = await start();
  await client.person("bystander");
  for (let failure = 0; failure < 100; failure += 1)
    await attempt(client, `target-${failure}`, "wrong-password-1", "192.0.2.1");
  expect((await attempt(client, "bystander", STRONG_PASSWORD, "192.0.2.1")).status).toBe(429);
  expect((await attempt(client, "bystander", STRONG_PASSWORD, "192.0.2.2")).status).toBe(200);
});

test("50 failures from many networks block an account except in known browsers", async () => {
  const client = await start();
  await client.person("famous");
  for (let failure = 0; failure < 50; failure += 1)
    await attempt(client, "famous", "wrong-password-1", `198.51.100.${failure}`);
  expect((await attempt(client, "famous", STRONG_PASSWORD, "203.0.113.1")).status).toBe(429);
});

test("of 100 simultaneous guesses no more are checked than the budget allows", async () => {
  const client = await start();
  await client.person("parallel");
  const replies = await Promise.all(
    Array.from({ length: 100 }, () => attempt(client, "parallel", "wrong-password-1", "192.0.2.1")),
  );
  expect(replies.filter(({ status }) => status === 401)).toHaveLength(10);
  expect(replies.filter(({ status }) => status === 429)).toHaveLength(90);
});

test("20 sign-ups an hour block a network for more", async () => {
  const client = await start();
  const signUp = (name: string) =>
    client.send(
      "POST",
      "/auth/signup",
      { email: `${name}@example.org`, password: STRONG_PASSWORD },
      undefined,
      "2001:db8::1",
    );
  for (let person = 0; person < 20; person += 1) expect((await signUp(`person-${person}`)).status).toBe(201);
  expect((await signUp("one-more")).status).toBe(429);
});

test("attempts from a blocked network don't count against the accounts", async () => {
  const client = await start();
  await client.person("spared");
  const flooder = "192.0.2.66";
  for (let failure = 0; failure < 100; failure += 1)
    await attempt(client, `target-${failure}`, "wrong-password-1", flooder);
  for (let refused = 0; refused < 20; refused += 1)
    expect((await attempt(client, "spared", "wrong-password-1", flooder)).status).toBe(429);
  for (let failure = 0; failure < 10; failure += 1)
    expect((await attempt(client, "spared", "wrong-password-1", "192.0.2.67")).status).toBe(401);
});

describe("a password that could not be checked", () => {
  const full = (): Promise<never> => Promise.reject(new AppError("unavailable", "Too many hashes are waiting."));

  test("counts against no client: a shared network can log in again at once", async () => {
    const client = await start();
    const { access } = await client.person("office");
    const from = "192.0.2.80";
    const { hasher } = client.runtime.createContext(someRequest);
    const checks = [vi.spyOn(hasher, "verify"), vi.spyOn(hasher, "verifyNothing")];
    for (const check of checks) check.mockImplementation(full);
    for (let count = 0; count < 120; count += 1) {
      const name = count % 2 === 0 ? "office" : "nobody";
      expect((await attempt(client, name, STRONG_PASSWORD, from)).status).toBe(503);
      const change = { current_password: STRONG_PASSWORD, new_password: "new-violet-9-harbour" };
      expect((await client.send("POST", "/change-password", change, access, from)).status).toBe(503);
    }
    for (const check of checks) check.mockRestore();
    expect((await attempt(client, "office", STRONG_PASSWORD, from)).status).toBe(200);
  });

  test("leaves earlier failures counted", async () => {
    const client = await start();
    await client.person("guessed");
    const from = "192.0.2.81";
    for (let failure = 0; failure < 10; failure += 1) await attempt(client, "guessed", "wrong-password-1", from);
    const { hasher } = client.runtime.createContext(someRequest);
    const check = vi.spyOn(hasher, "verify").mockImplementation(full);
    for (let count = 0; count < 20; count += 1) await attempt(client, "guessed", STRONG_PASSWORD, "192.0.2.82");
    check.mockRestore();
    expect((await attempt(client, "guessed", STRONG_PASSWORD, from)).status).toBe(429);
  });
});

const someRequest = { id: "", address: null, network: "", userAgent: null, deviceToken: null };

describe("a server that could not check or create something", () => {
  const down = () => unavailable(new Error("The database gave no result."));

  test.each([
    ["verify-email", {}],
    ["confirm-email", {}],
    ["undo-email", {}],
    ["not-me", {}],
    ["release-address", {}],
    ["request-address-release", {}],
    ["reset-password", { new_password: STRONG_PASSWORD }],
    ["register", { email: "invited@example.org", password: STRONG_PASSWORD }],
  ])("counts no link against the network (%s)", async (operation, body) => {
    const client = await start();
    const createContext = client.runtime.createContext;
    const proof = operation === "register" ? { invitation_token: "unknown" } : { token: "unknown" };
    const send = () =>
      client.send("POST", `/api/v1/users/${operation}`, { ...body, ...proof }, undefined, "192.0.2.90");
    client.runtime.createContext = (request) => ({
      ...createContext(request),
      db: new Proxy({} as ServiceContext["db"], { get: () => ({ findUnique: failing, findFirst: failing }) }),
    });
    const failing = () => Promise.reject(down());
    for (let count = 0; count < 60; count += 1) expect((await send()).status).toBe(503);
    client.runtime.createContext = createContext;
    expect((await send()).status).toBe(400);
  });

  test("counts no sign-up against the network", async () => {
    const client = await start();
    const { hasher } = client.runtime.createContext(someRequest);
    const hash = vi
      .spyOn(hasher, "hash")
      .mockRejectedValue(new AppError("unavailable", "Too many hashes are waiting."));
    const signUp = () =>
      client.send(
        "POST",
        "/api/v1/users/register",
        { email: "new@example.org", password: STRONG_PASSWORD },
        undefined,
        "192.0.2.91",
      );
    for (let count = 0; count < 25; count += 1) expect((await signUp()).status).toBe(503);
    hash.mockRestore();
    expect((await signUp()).status).toBe(201);
  });

  /** Requests whose writes fail, then one that works. */
  async function statusesAround(client: ApiClient, requests: number, send: () => Promise<{ status: number }>) {
    const createContext = client.runtime.createContext;
    client.runtime.createContext = (request) => ({ ...createContext(request), write: () => Promise.reject(down()) });
    const statuses = new Set<number>();
    for (let count = 0; count < requests; count += 1) statuses.add((await send()).status);
    client.runtime.createContext = createContext;
    return [...statuses, (await send()).status];
  }

  test("counts no request for a mail", async () => {
    const client = await start();
    const from = "192.0.2.92";
    const { access } = await client.person("asking");
    const boss = await client.person("inviter");
    await client.runtime.database.write((tx) => tx.user.update({ where: { id: boss.id }, data: { role: "admin" } }));
    const post = (path: string, body: object, bearer?: string) => () => client.send("POST", path, body, bearer, from);
    const ask = post("/api/v1/users/request-password-reset", { email: "asking@example.org" });
    expect(await statusesAround(client, 25, ask)).toEqual([503, 202]);
    const move = post("/api/v1/users/me/email", { email: "moved@example.org" }, access);
    expect(await statusesAround(client, 25, move)).toEqual([503, 202]);
    const invite = post("/api/v1/invitations", { email: "guest@example.org" }, boss.access);
    expect(await statusesAround(client, 5, invite)).toEqual([503, 201]);
  });

  test("counts no request for hashes", async () => {
    const client = await start();
    const { access } = await client.person("hashing");
    const { hasher } = client.runtime.createContext(someRequest);
    const hash = vi
      .spyOn(hasher, "hashForElsewhere")
      .mockRejectedValue(new AppError("unavailable", "Too many hashes are waiting."));
    const ask = () => client.get("/api/v1/generate-password?hash=bcrypt", access);
    for (let count = 0; count < 35; count += 1) expect((await ask()).status).toBe(503);
    hash.mockRestore();
    expect((await ask()).status).toBe(200);
  });

  test("counts no correct code", async () => {
    let now = new Date();
    const client = (api = await createApiClient("sqlite", {}, { now: () => now }));
    const { secret } = await enrolledPerson(client, "coded", now);
    now = new Date(now.getTime() + 60_000);
    const proof = { identifier: "coded", password: STRONG_PASSWORD, otp: await codeAt(secret, now) };
    const logIn = () => client.send("POST", "/api/v1/users/login", proof);
    expect(await statusesAround(client, 15, logIn)).toEqual([503, 200]);
  });
});
