import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { serverContext } from "@/lib/web/server-context";
import { removeExpired } from "./remove-expired";

const DAY_MS = 24 * 60 * 60 * 1000;

describe.each(databaseProviders)("expired records (%s)", (provider) => {
  let api: ApiClient;
  let now = new Date();
  beforeAll(async () => {
    api = await createApiClient(provider, {}, { now: () => now });
  });
  afterAll(() => api.dispose());

  test("are removed: links, codes and hashes of sign-ups that were never verified", async () => {
    const { access } = await api.person("leaver");
    await api.send("POST", "/request-password-reset", { email: "leaver@example.org" });
    await api.send("POST", "/api/v1/users/me/email", { email: "elsewhere@example.org" }, access);
    await api.runtime.settle();
    const verifying = api.runtime.createContext;
    api.runtime.createContext = (request) => {
      const context = verifying(request);
      context.settings = { ...context.settings, signUp: "verify" };
      return context;
    };
    expect(
      (await api.send("POST", "/auth/signup", { email: "never@example.org", password: STRONG_PASSWORD })).status,
    ).toBe(202);
    api.runtime.createContext = verifying;

    const { reader } = api.runtime.database;
    const count = async () => [
      await reader.passwordReset.count(),
      await reader.emailChange.count(),
      await reader.pendingSignUp.count(),
      await reader.securityNotice.count(),
    ];
    expect(await count()).toEqual([1, 1, 1, 2]);
    await removeExpired(serverContext(api.runtime));
    expect(await count()).toEqual([1, 1, 1, 2]);
    now = new Date(now.getTime() + 8 * DAY_MS);
    expect(await removeExpired(serverContext(api.runtime))).toMatchObject({
      passwordResets: 1,
      emailChanges: 1,
      pendingSignUps: 1,
      securityNotices: 2,
    });
    expect(await count()).toEqual([0, 0, 0, 0]);
  });
});
