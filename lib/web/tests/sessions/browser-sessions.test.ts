import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changePassword } from "@/lib/services/accounts/change-password";
import { deleteAccount } from "@/lib/services/accounts/delete-account";
import type { PasswordHasher, ServiceContext } from "@/lib/services/context";
import { identifyBrowser } from "@/lib/services/sessions/identify-browser";
import { logInInBrowser } from "@/lib/services/sessions/log-in-in-browser";
import { redeemLogInTicket } from "@/lib/services/sessions/redeem-log-in-ticket";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { enterByPassword } from "@/lib/testing/enter";

const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A breach service that knows one password for all. */
const breaches = (count: number | null) => ({ countBreaches: async () => count, listHashes: async () => null });

describe.each(databaseProviders)("browser sessions (%s)", (provider) => {
  let api: ApiClient;
  let now: Date;
  let requests = 0;
  beforeAll(async () => {
    now = new Date();
    api = await createApiClient(provider, {}, { now: () => now });
  });
  afterAll(() => api.dispose());

  /** An anonymous page context, from a network, with or without a device cookie. */
  function context({
    network = `10.9.${(requests += 1) % 250}.1`,
    deviceToken = null,
  }: {
    network?: string;
    deviceToken?: string | null;
  } = {}): ServiceContext {
    return api.runtime.createContext({
      id: "test",
      address: network,
      network,
      userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
      deviceToken,
    });
  }

  async function enter(identifier: string, from = context()): Promise<{ sessionToken: string; deviceToken: string }> {
    const { ticket, deviceToken } = await enterByPassword(from, { identifier, password: STRONG_PASSWORD });
    const session = await redeemLogInTicket(context({ deviceToken }), { ticket });
    if (session === null) throw new Error("The ticket made no session.");
    return { sessionToken: session.sessionToken, deviceToken };
  }

  async function loggedIn(sessionToken: string): Promise<ServiceContext> {
    const page = context();
    page.actor = await identifyBrowser(page, { token: sessionToken });
    return page;
  }

  test("a session ends after 7 days without use", async () => {
    await api.person("idler");
    const { sessionToken } = await enter("idler");
    now = new Date(now.getTime() + 7 * DAY_MS - 1);
    expect((await loggedIn(sessionToken)).actor.kind).toBe("user");
    await api.runtime.settle();
    now = new Date(now.getTime() + 7 * DAY_MS - 1);
    expect((await loggedIn(sessionToken)).actor.kind).toBe("user");
    await api.runtime.settle();
    now = new Date(now.getTime() + 7 * DAY_MS);
    expect((await loggedIn(sessionToken)).actor.kind).toBe("anonymous");
  });

  test("a used session ends after 30 days", async () => {
    await api.person("regular");
    const { sessionToken } = await enter("regular");
    for (let day = 0; day < 29; day += 1) {
      now = new Date(now.getTime() + DAY_MS);
      expect((await loggedIn(sessionToken)).actor.kind).toBe("user");
      await api.runtime.settle();
    }
    now = new Date(now.getTime() + DAY_MS);
    expect((await loggedIn(sessionToken)).actor.kind).toBe("anonymous");
  });

  test("a ticket works once, within a minute, and only in its original form", async () => {
    await api.person("ticketed");
    const { ticket } = await enterByPassword(context(), { identifier: "ticketed", password: STRONG_PASSWORD });
    expect(
      await redeemLogInTicket(context(), { ticket: `${ticket.slice(0, -1)}${ticket.endsWith("A") ? "B" : "A"}` }),
    ).toBeNull();
    expect(await redeemLogInTicket(context(), { ticket })).not.toBeNull();
    expect(await redeemLogInTicket(context(), { ticket })).toBeNull();
    const late = await enterByPassword(context(), { identifier: "ticketed", password: STRONG_PASSWORD });
    now = new Date(now.getTime() + MINUTE_MS);
    expect(await redeemLogInTicket(context(), { ticket: late.ticket })).toBeNull();
  });

  test("a ticket of an account that was deleted meanwhile creates no session", async () => {
    await api.person("vanished");
    const page = await loggedIn((await enter("vanished")).sessionToken);
    const { ticket } = await enterByPassword(context(), { identifier: "vanished", password: STRONG_PASSWORD });
    await deleteAccount(page);
    expect(await redeemLogInTicket(context(), { ticket })).toBeNull();
  });

  test("logging in again ends the browser's previous session", async () => {
    await api.person("twice");
    const before = await enter("twice");
    const after = await enter("twice", await loggedIn(before.sessionToken));
    expect(after.sessionToken).not.toBe(before.sessionToken);
    expect((await loggedIn(before.sessionToken)).actor.kind).toBe("anonymous");
    expect((await loggedIn(after.sessionToken)).actor.kind).toBe("user");
  });

  test("the database doesn't hold the session token, and no stored value works as one", async () => {
    await api.person("leaked");
    const { sessionToken } = await enter("leaked");
    const rows = await api.runtime.database.reader.session.findMany({ select: { tokenHash: true } });
    expect(JSON.stringify(rows)).not.toContain(sessionToken);
    for (const { tokenHash } of rows) expect((await loggedIn(tokenHash ?? "")).actor.kind).toBe("anonymous");
  });

  test("attackers can use up the log-in budget of an account, but not that of a known browser", async () => {
    await api.person("besieged");
    const { deviceToken } = await enter("besieged");
    for (let guess = 0; guess < 50; guess += 1) {
      await expect(
        logInInBrowser(context({ network: `172.16.0.${guess}` }), {
          identifier: "besieged",
          password: "wrong-password-1",
        }),
      ).rejects.toMatchObject({ code: "invalid_credentials" });
    }
    await expect(
      logInInBrowser(context(), { identifier: "besieged", password: STRONG_PASSWORD }),
    ).rejects.toMatchObject({
      code: "rate_limited",
    });
    await expect(enter("besieged", context({ deviceToken }))).resolves.toBeDefined();
    const foreign = await enter("ticketed");
    await expect(
      logInInBrowser(context({ deviceToken: foreign.deviceToken }), {
        identifier: "besieged",
        password: STRONG_PASSWORD,
      }),
    ).rejects.toMatchObject({ code: "rate_limited" });
  });

  test("each attempt costs one hash, whether or not the account exists", async () => {
    await api.person("counted");
    const counting = (page: ServiceContext): { page: ServiceContext; hashes: () => number } => {
      let hashes = 0;
      const count = <Result>(work: Promise<Result>): Promise<Result> => {
        hashes += 1;
        return work;
      };
      const { hasher } = page;
      const counted: PasswordHasher = {
        ...hasher,
        hash: (password) => count(hasher.hash(password)),
        verify: (password, stored) => count(hasher.verify(password, stored)),
        verifyNothing: (password) => count(hasher.verifyNothing(password)),
      };
      return { page: { ...page, hasher: counted }, hashes: () => hashes };
    };
    for (const [identifier, password] of [
      ["counted", "wrong-password-1"],
      ["counted", STRONG_PASSWORD],
      ["nobody-at-all", "wrong-password-1"],
      ["nobody@example.org", "wrong-password-1"],
      ["@@@", "wrong-password-1"],
      ["vanished", STRONG_PASSWORD],
    ] as const) {
      const { page, hashes } = counting(context());
      await logInInBrowser(page, { identifier, password }).catch(() => null);
      expect(hashes(), identifier).toBe(1);
    }
  });

  test("an attempt beyond the rate limit costs no hash", async () => {
    await api.person("patient");
    const network = "10.77.0.1";
    for (let guess = 0; guess < 10; guess += 1)
      await logInInBrowser(context({ network }), { identifier: "patient", password: "wrong-password-1" }).catch(
        () => null,
      );
    const page = context({ network });
    page.hasher = {
      ...page.hasher,
      verify: () => Promise.reject(new Error("hashed")),
      verifyNothing: () => Promise.reject(new Error("hashed")),
    };
    await expect(logInInBrowser(page, { identifier: "patient", password: STRONG_PASSWORD })).rejects.toMatchObject({
      code: "rate_limited",
    });
  });

  test("where breached passwords only warn, one is accepted and the log says so", async () => {
    await api.person("warned");
    const page = await loggedIn((await enter("warned")).sessionToken);
    const warnings: string[] = [];
    page.settings = { ...page.settings, breachCheck: "warn" };
    page.breaches = breaches(3);
    page.log = { ...page.log, warn: (_fields, message) => void warnings.push(message) };
    await changePassword(page, { current_password: STRONG_PASSWORD, new_password: "harbour-lantern-58-cedar" });
    expect(warnings).toEqual(["a new password is known from data breaches"]);
  });

  test("a breached password is refused, or checked again later if the service didn't answer", async () => {
    const { id } = await api.person("breached");
    const page = await loggedIn((await enter("breached")).sessionToken);
    page.settings = { ...page.settings, breachCheck: "block" };
    page.breaches = breaches(3);
    const change = (new_password: string) => changePassword(page, { current_password: STRONG_PASSWORD, new_password });
    await expect(change("harbour-lantern-58-cedar")).rejects.toMatchObject({
      code: "validation",
      fieldErrors: [{ path: ["new_password"], type: "breached_password" }],
    });

    page.breaches = breaches(null);
    await change("harbour-lantern-58-cedar");
    const due = () =>
      api.runtime.database.reader.user.findUnique({
        where: { id },
        select: { breachCheckDue: true, mustChangePassword: true },
      });
    expect(await due()).toEqual({ breachCheckDue: true, mustChangePassword: false });

    const later = context();
    later.settings = page.settings;
    later.breaches = breaches(3);
    await logInInBrowser(later, { identifier: "breached", password: "harbour-lantern-58-cedar" });
    await api.runtime.settle();
    expect(await due()).toEqual({ breachCheckDue: false, mustChangePassword: true });
  });
});
