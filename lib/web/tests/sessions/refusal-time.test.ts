import bcrypt from "bcryptjs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dummyArgon2idHash, dummyBcryptHash } from "@/lib/domain/accounts/stored-hash";
import { importUsersSchema } from "@/lib/schemas/user-import";
import type { PasswordHasher } from "@/lib/services/context";
import { findHashCosts } from "@/lib/services/maintenance/find-hash-costs";
import { logInInBrowser } from "@/lib/services/sessions/log-in-in-browser";
import { importUsers } from "@/lib/services/users/import-users";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { operatorContext, serverContext } from "@/lib/web/server-context";

const imported = {
  "bcrypt-6@example.org": bcrypt.hashSync(STRONG_PASSWORD, 6),
  "bcrypt-8@example.org": bcrypt.hashSync(STRONG_PASSWORD, 8).replace("$2b$", "$2y$"),
  "argon2id@example.org": dummyArgon2idHash({ memoryKib: 65_536, passes: 3, lanes: 4 }),
};
const samples = [dummyBcryptHash(6), dummyBcryptHash(8), dummyArgon2idHash({ memoryKib: 65_536, passes: 3, lanes: 4 })];

describe.each(databaseProviders)("the time of a refused log-in (%s)", (provider) => {
  let api: ApiClient;
  let networks = 0;
  beforeAll(async () => {
    api = await createApiClient(provider);
    const context = operatorContext(api.runtime);
    let learned: string[] = [];
    let accountsThen = -1;
    context.hasher = {
      ...context.hasher,
      learnCosts: async (costs) => {
        learned = [...costs];
        accountsThen = await api.runtime.database.reader.user.count();
      },
    };
    const rows = Object.entries(imported).map(([email, password_hash]) => ({ email, password_hash }));
    await importUsers(context, importUsersSchema.parse({ rows }));
    // Known before the first account could reveal it.
    expect([new Set(learned), accountsThen]).toEqual([new Set(samples), 0]);
    await api.person("current");
    await api.person("disabled");
    await api.runtime.database.write((tx) =>
      tx.user.update({ where: { username: "disabled" }, data: { status: "disabled" } }),
    );
  });
  afterAll(() => api.dispose());

  test("all costs of stored hashes are found, with keyed hashes and without accounts that have no password", async () => {
    await api.person("keyed", "x".repeat(73));
    const context = serverContext(api.runtime);
    let found: ReadonlySet<string> = new Set();
    context.hasher = { ...context.hasher, setCosts: async (costs) => void (found = costs) };
    await api.runtime.database.write((tx) =>
      tx.user.update({ where: { username: "disabled" }, data: { passwordHash: "!" } }),
    );
    await findHashCosts(context);
    expect(found).toEqual(new Set([...samples, dummyBcryptHash(4)]));
  });

  test("takes the minimum time for each of its hashes, on the page, the API and the token endpoint, for every kind of stored hash", async () => {
    await api.runtime.database.write((tx) =>
      tx.user.update({ where: { username: "disabled" }, data: { passwordHash: bcrypt.hashSync(STRONG_PASSWORD, 4) } }),
    );
    const { createContext } = api.runtime;
    const evened: number[] = [];
    const counting = (hasher: PasswordHasher): PasswordHasher => ({
      ...hasher,
      evenOutRefusal: async (work) => void evened.push(work.length),
    });
    api.runtime.createContext = (request) => {
      const context = createContext(request);
      context.hasher = counting(context.hasher);
      return context;
    };
    const context = () =>
      api.runtime.createContext({
        id: "test",
        address: null,
        network: `10.7.${(networks += 1)}.1`,
        userAgent: null,
        deviceToken: null,
      });
    const identifiers = ["nobody@example.org", "@@@", "current@example.org", ...Object.keys(imported)];
    const refused = [
      ...identifiers.map((identifier) => [identifier, "wrong-password-x"] as const),
      // The right password of an account that may not log in.
      ["disabled@example.org", STRONG_PASSWORD] as const,
    ];
    for (const [identifier, password] of refused) {
      evened.length = 0;
      await expect(logInInBrowser(context(), { identifier, password })).rejects.toMatchObject({
        code: "invalid_credentials",
      });
      const address = `10.6.${(networks += 1)}.1`;
      const reply = await api.send("POST", "/api/v1/users/login", { identifier, password }, undefined, address);
      const granted = await api.form("/api/v1/token", { grant_type: "password", username: identifier, password });
      expect([reply.status, granted.status], identifier).toEqual([401, 400]);
      expect(evened, identifier).toEqual([1, 1, 1]);
      evened.length = 0;
      const digits = `${password}123456`;
      await api.send("POST", "/api/v1/users/login", { identifier, password: digits }, undefined, address);
      expect(evened, identifier).toEqual([2]);
    }
    // A log-in that succeeds doesn't wait.
    evened.length = 0;
    await logInInBrowser(context(), { identifier: "current@example.org", password: STRONG_PASSWORD });
    expect(evened).toEqual([]);
    api.runtime.createContext = createContext;
  });
});
