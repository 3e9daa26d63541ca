import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPasswordHasher } from "@/lib/platform/password-hasher";
import { logInInBrowser } from "@/lib/services/sessions/log-in-in-browser";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";

describe.each(databaseProviders)("a crowd of log-ins (%s)", (provider) => {
  // One hash runs and none may wait.
  const hasher = createPasswordHasher({
    algorithm: "bcrypt",
    bcryptCost: 12,
    passwordKeys: ["key"],
    threads: 1,
    queueMax: 0,
  });
  const used = { queries: 0, counts: 0 };
  let api: ApiClient;
  let access: string;
  beforeAll(async () => {
    api = await createApiClient(provider);
    ({ access } = await api.person("crowded"));
    const { createContext } = api.runtime;
    api.runtime.createContext = (request) => {
      const context = createContext(request);
      const { consume } = context.limiter;
      context.hasher = hasher;
      context.limiter = { ...context.limiter, consume: (...uses) => ((used.counts += 1), consume(...uses)) };
      context.db = new Proxy(context.db, {
        get: (db, name) => ((used.queries += 1), Reflect.get(db, name) as unknown),
      });
      return context;
    };
  });
  afterAll(async () => {
    await hasher.close();
    await api.dispose();
  });

  test("is refused without a query or a counted attempt, and says when to try again", async () => {
    const running = hasher.hash("correct horse");
    const wrong = { identifier: "crowded", password: "wrong-password-1" };
    const refused = await Promise.all([
      api.send("POST", "/api/v1/users/login", wrong),
      api.send("POST", "/api/v1/users/login", { identifier: "nobody", password: "wrong-password-1" }),
      api.form("/token", { grant_type: "password", username: "crowded", password: STRONG_PASSWORD }),
    ]);
    for (const { status, headers } of refused) expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
    const page = api.runtime.createContext({
      id: "page",
      address: null,
      network: "192.0.2.1",
      userAgent: null,
      deviceToken: null,
    });
    await expect(logInInBrowser(page, wrong)).rejects.toMatchObject({ code: "unavailable" });
    expect(used).toEqual({ queries: 0, counts: 0 });

    const own = await api.send(
      "POST",
      "/api/v1/sessions/current/reauthenticate",
      { password: "wrong-password-1" },
      access,
    );
    expect([own.status, own.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(used.counts).toBe(0);
    await running;
    expect((await api.send("POST", "/api/v1/users/login", wrong)).status).toBe(401);
    expect(Math.min(used.counts, used.queries)).toBeGreaterThan(0);
  });
});
