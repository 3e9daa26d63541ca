import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changePassword } from "@/lib/services/accounts/change-password";
import type { ServiceContext } from "@/lib/services/context";
import { endOtherSessions } from "@/lib/services/sessions/end-other-sessions";
import { identifyBrowser } from "@/lib/services/sessions/identify-browser";
import { logInInBrowser } from "@/lib/services/sessions/log-in-in-browser";
import { reauthenticate } from "@/lib/services/sessions/reauthenticate";
import { redeemLogInTicket } from "@/lib/services/sessions/redeem-log-in-ticket";
import { completeLogIn } from "@/lib/services/two-factor/complete-log-in";
import { disableTwoFactor } from "@/lib/services/two-factor/disable-two-factor";
import { forgetBrowsers } from "@/lib/services/two-factor/forget-browsers";
import { readChallenge } from "@/lib/services/two-factor/read-challenge";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { codeAt, enrolledPerson, type Enrolled } from "@/lib/testing/authenticator";
import { databaseProviders } from "@/lib/testing/databases";
import { newestMail, readMailbox } from "@/lib/testing/mailbox";

const STEP_MS = 30 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

describe.each(databaseProviders)("log-in in a browser with two-factor authentication (%s)", (provider) => {
  let api: ApiClient;
  let now: Date;
  let userCount = 0;
  beforeAll(async () => {
    now = new Date(Math.floor(Date.now() / STEP_MS) * STEP_MS);
    api = await createApiClient(provider, {}, { now: () => now });
  });
  afterAll(() => api.dispose());
  beforeEach(() => pass(10 * STEP_MS));

  const pass = (milliseconds: number): void => {
    now = new Date(now.getTime() + milliseconds);
  };
  const context = (deviceToken: string | null = null): ServiceContext =>
    api.runtime.createContext({
      id: "test",
      address: "10.1.1.1",
      network: `net-${userCount}`,
      userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
      deviceToken,
    });
  const enrol = async (): Promise<Enrolled> => {
    const person = await enrolledPerson(api, `browser-${(userCount += 1)}`, now);
    pass(STEP_MS);
    return person;
  };
  const challengeOf = async (
    email: string,
    deviceToken: string | null = null,
    password = STRONG_PASSWORD,
  ): Promise<string> => {
    const outcome = await logInInBrowser(context(deviceToken), { identifier: email, password });
    if (outcome.kind !== "challenged") throw new Error("No code was asked for.");
    return outcome.challenge;
  };
  const enter = async ({ email, secret }: Enrolled, { trust = false, deviceToken = null as string | null } = {}) => {
    const challenge = await challengeOf(email, deviceToken);
    const { entry } = await completeLogIn(context(deviceToken), {
      challenge,
      otp: await codeAt(secret, now),
      recovery_code: undefined,
      trust_browser: trust,
    });
    const session = await redeemLogInTicket(context(entry.deviceToken), { ticket: entry.ticket });
    if (session === null) throw new Error("The ticket made no session.");
    pass(STEP_MS);
    const page = context(entry.deviceToken);
    page.actor = await identifyBrowser(page, { token: session.sessionToken });
    return { page, deviceToken: entry.deviceToken, sessionToken: session.sessionToken };
  };
  const asksForCode = async (email: string, deviceToken: string, password = STRONG_PASSWORD): Promise<boolean> =>
    (await logInInBrowser(context(deviceToken), { identifier: email, password })).kind === "challenged";

  test("a challenge doesn't work as a session, ticket or other token", async () => {
    const { email, secret } = await enrol();
    const challenge = await challengeOf(email);
    expect(await identifyBrowser(context(), { token: challenge })).toEqual({ kind: "anonymous" });
    expect(await redeemLogInTicket(context(), { ticket: challenge })).toBeNull();
    const overApi = await api.send("POST", "/api/v1/users/login", {
      mfa_token: challenge,
      otp: await codeAt(secret, now),
    });
    expect(overApi.body.code).toBe("mfa_expired");
    const ofApi = (await api.send("POST", "/api/v1/users/login", { email, password: STRONG_PASSWORD })).body.mfa_token;
    await expect(
      completeLogIn(context(), {
        challenge: ofApi,
        otp: await codeAt(secret, now),
        recovery_code: undefined,
        trust_browser: false,
      }),
    ).rejects.toMatchObject({ code: "mfa_expired" });
    expect(await readChallenge(context(), { challenge })).toMatchObject({ attemptsLeft: 5 });
    expect(await readChallenge(context(), { challenge: ofApi })).toBeNull();
    expect(await readChallenge(context(), { challenge: null })).toBeNull();
  });

  test("a ticket created with the password alone stops working once two-factor authentication is on", async () => {
    const { email, access } = await api.person(`browser-${(userCount += 1)}`);
    const outcome = await logInInBrowser(context(), { identifier: email, password: STRONG_PASSWORD });
    if (outcome.kind !== "entered") throw new Error("A code was asked for.");
    // Turned on without removing tickets, so that the check at redemption is tested.
    const profile = (await api.get("/users/me", access)).body;
    await api.runtime.database.write((tx) =>
      tx.user.update({ where: { id: profile.id }, data: { twoFactorSince: now } }),
    );
    expect(await redeemLogInTicket(context(outcome.entry.deviceToken), { ticket: outcome.entry.ticket })).toBeNull();
  });

  test("a session created with a code may do sensitive operations for 10 minutes", async () => {
    const person = await enrol();
    const { page } = await enter(person);
    expect((await disableTwoFactor(page)).message).toMatch(/off/);
  });

  test("a trusted browser needs no code for 30 days, and its sessions don't count as two-factor", async () => {
    const person = await enrol();
    const { deviceToken } = await enter(person, { trust: true });
    expect(await asksForCode(person.email, deviceToken)).toBe(false);
    expect(
      (await api.send("POST", "/api/v1/users/login", { email: person.email, password: STRONG_PASSWORD })).body.code,
    ).toBe("mfa_required");

    const outcome = await logInInBrowser(context(deviceToken), { identifier: person.email, password: STRONG_PASSWORD });
    if (outcome.kind !== "entered") throw new Error("A code was asked for.");
    const session = await redeemLogInTicket(context(deviceToken), { ticket: outcome.entry.ticket });
    const page = context(deviceToken);
    page.actor = await identifyBrowser(page, { token: session?.sessionToken ?? "" });
    await expect(disableTwoFactor(page)).rejects.toMatchObject({ code: "reauthentication_required" });
    await reauthenticate(page, { password: STRONG_PASSWORD, otp: await codeAt(person.secret, now) });
    page.actor = await identifyBrowser(page, { token: session?.sessionToken ?? "" });
    expect((await disableTwoFactor(page)).message).toMatch(/off/);
  });

  test("trust ends after 30 days", async () => {
    const person = await enrol();
    const { deviceToken } = await enter(person, { trust: true });
    pass(30 * DAY_MS - STEP_MS - 1);
    expect(await asksForCode(person.email, deviceToken)).toBe(false);
    pass(1);
    expect(await asksForCode(person.email, deviceToken)).toBe(true);
  });

  test("trust is limited to one account in one browser", async () => {
    const [one, two] = [await enrol(), await enrol()];
    const { deviceToken } = await enter(one, { trust: true });
    expect(await asksForCode(two.email, deviceToken)).toBe(true);
    expect(await asksForCode(one.email, "A".repeat(43))).toBe(true);
  });

  test.each([
    [
      "a new password",
      async (page: ServiceContext) =>
        changePassword(page, { current_password: STRONG_PASSWORD, new_password: "harbour-lantern-58-cedar" }),
    ],
    ["ending all other sessions", endOtherSessions],
    ["forgetting all browsers", forgetBrowsers],
  ])("%s ends trust", async (_name, end) => {
    const person = await enrol();
    const { page, deviceToken } = await enter(person, { trust: true });
    await end(page);
    const password = end === endOtherSessions || end === forgetBrowsers ? STRONG_PASSWORD : "harbour-lantern-58-cedar";
    expect(await asksForCode(person.email, deviceToken, password)).toBe(true);
  });

  test("a ticket of a trusted browser stops working once trust ends", async () => {
    const person = await enrol();
    const { page, deviceToken } = await enter(person, { trust: true });
    const outcome = await logInInBrowser(context(deviceToken), { identifier: person.email, password: STRONG_PASSWORD });
    await forgetBrowsers(page);
    if (outcome.kind !== "entered") throw new Error("A code was asked for.");
    expect(await redeemLogInTicket(context(deviceToken), { ticket: outcome.entry.ticket })).toBeNull();
  });

  test("an attacker who knows the password can use up the code attempts, but not those of a known browser", async () => {
    const person = await enrol();
    const { deviceToken } = await enter(person);
    // A log-in resets the counted failures after its reply.
    await api.runtime.settle();
    for (let guess = 0; guess < 10; guess += 1) {
      const challenge = await challengeOf(person.email);
      await completeLogIn(context(), {
        challenge,
        otp: "000000",
        recovery_code: undefined,
        trust_browser: false,
      }).catch(() => null);
    }
    const challenge = await challengeOf(person.email);
    const otp = await codeAt(person.secret, now);
    await expect(
      completeLogIn(context(), { challenge, otp, recovery_code: undefined, trust_browser: false }),
    ).rejects.toMatchObject({ code: "rate_limited" });
    await expect(enter(person, { deviceToken })).resolves.toBeDefined();
  });

  test("a recovery code logs in a browser too, reports the number left, and sends one mail", async () => {
    const { id, email, recoveryCodes } = await enrol();
    const before = await readMailbox(api.runtime, email);
    const isSaved = async (): Promise<boolean> =>
      (await api.runtime.database.reader.user.findUniqueOrThrow({ where: { id } })).codesSavedAt !== null;
    expect(await isSaved()).toBe(false);
    const done = await completeLogIn(context(), {
      challenge: await challengeOf(email),
      otp: undefined,
      recovery_code: recoveryCodes[0],
      trust_browser: false,
    });
    expect(done.recoveryCodesLeft).toBe(9);
    expect(await redeemLogInTicket(context(done.entry.deviceToken), { ticket: done.entry.ticket })).not.toBeNull();
    const mails = (await readMailbox(api.runtime, email)).slice(before.length);
    expect(mails.map(({ template, props }) => [template, props["use"], props["codesLeft"]])).toEqual([
      ["recovery-code-used", "new-browser-log-in", 9],
    ]);
    // A user who enters a recovery code has saved the codes.
    expect(await isSaved()).toBe(true);
  });

  test("a recovery code in a known browser isn't called a new log-in", async () => {
    const person = await enrol();
    const known = await enter(person);
    await completeLogIn(context(known.deviceToken), {
      challenge: await challengeOf(person.email, known.deviceToken),
      otp: undefined,
      recovery_code: person.recoveryCodes[1],
      trust_browser: false,
    });
    expect(await newestMail(api.runtime, person.email)).toMatchObject({
      template: "recovery-code-used",
      props: { use: "log-in" },
    });
  });
});
