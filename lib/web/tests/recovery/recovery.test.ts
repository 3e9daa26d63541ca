import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cancelEmailChange } from "@/lib/services/accounts/cancel-email-change";
import { confirmEmailChange } from "@/lib/services/accounts/confirm-email-change";
import { readEmailChange } from "@/lib/services/accounts/read-email-change";
import { readEmailUndo } from "@/lib/services/accounts/read-email-undo";
import { readPendingEmail } from "@/lib/services/accounts/read-pending-email";
import { requestEmailChange } from "@/lib/services/accounts/request-email-change";
import type { ServiceContext } from "@/lib/services/context";
import { exchangeResetCode } from "@/lib/services/recovery/exchange-reset-code";
import { readNotice } from "@/lib/services/recovery/read-notice";
import { readReset } from "@/lib/services/recovery/read-reset";
import { requestPasswordReset } from "@/lib/services/recovery/request-password-reset";
import { identifyBrowser } from "@/lib/services/sessions/identify-browser";
import { redeemLogInTicket } from "@/lib/services/sessions/redeem-log-in-ticket";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { codeAt, enrolledPerson } from "@/lib/testing/authenticator";
import { databaseProviders } from "@/lib/testing/databases";
import { enterByPassword } from "@/lib/testing/enter";
import { newestMail, readMailbox, tokenIn } from "@/lib/testing/mailbox";
import { sendRaw } from "@/lib/testing/raw-request";
import { operatorCommands } from "@/lib/web/commands/operator-commands";

const NEW_PASSWORD = "harbour-lantern-58-cedar";
const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const SENTENCE = "If an account with that email exists, a reset link has been sent.";

describe.each(databaseProviders)("account recovery by mail (%s)", (provider) => {
  let api: ApiClient;
  let now = new Date();
  let networks = 0;
  beforeAll(async () => {
    api = await createApiClient(provider, { FRONTEND_URL: "https://passwords.example.org" }, { now: () => now });
  });
  afterAll(() => api.dispose());

  const pass = (milliseconds: number): void => void (now = new Date(now.getTime() + milliseconds));
  // A new network for each request, because requests are counted by network.
  const network = (): string => `10.7.${(networks += 1)}.1`;
  const ask = async (email: string, path = "/api/v1/users/request-password-reset") => {
    const reply = await api.send("POST", path, { email }, undefined, network());
    // Waits for the mail: of two simultaneous requests one sends none, because its link would already be invalid.
    await api.runtime.settle();
    return reply;
  };
  const reset = (body: object, path = "/api/v1/users/reset-password") =>
    api.send("POST", path, body, undefined, network());
  const logIn = (email: string, password: string) =>
    api.send("POST", "/api/v1/users/login", { email, password }, undefined, network());
  const page = (): ServiceContext =>
    api.runtime.createContext({
      id: "test",
      address: null,
      network: network(),
      userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
      deviceToken: null,
    });
  const mailedReset = async (email: string) => {
    await ask(email);
    return newestMail(api.runtime, email, "password-reset");
  };

  describe("requesting a reset", () => {
    test("gives the same reply with an account, without one and in another case", async () => {
      await api.person("known");
      const replies = [await ask("known@example.org"), await ask("nobody@example.org"), await ask("KNOWN@Example.ORG")];
      for (const { status, body, headers } of replies) {
        expect([status, body]).toEqual([202, { message: SENTENCE }]);
        expect(headers.get("set-cookie")).toBeNull();
      }
      expect(await readMailbox(api.runtime, "nobody@example.org")).toEqual([]);
      expect(await readMailbox(api.runtime, "known@example.org")).toHaveLength(2);
    });

    test.each([["/request-password-reset"], ["/users/request-password-reset"]])(
      "works at the tutorial's path %s",
      async (path) => {
        const reply = await ask(`someone${path.length}@example.org`, path);
        expect([reply.status, reply.body]).toEqual([202, { message: SENTENCE }]);
      },
    );

    test("uses no request header in the link", async () => {
      await api.person("hosted");
      const body = JSON.stringify({ email: "hosted@example.org" });
      const head = [
        "POST /request-password-reset HTTP/1.1",
        "Host: evil.example",
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Proto: http",
        "Forwarded: host=evil.example",
        "X-Original-URL: /evil.example",
        "Content-Type: application/json",
        `Content-Length: ${body.length}`,
        "Connection: close",
      ];
      expect(await sendRaw(Number(new URL(api.origin).port), `${head.join("\r\n")}\r\n\r\n${body}`)).toMatch(
        /^HTTP\/1\.1 202/,
      );
      const mail = await newestMail(api.runtime, "hosted@example.org");
      expect(mail.link).toMatch(/^https:\/\/passwords\.example\.org\/reset-password\/open\?token=[A-Za-z0-9_-]{43}$/);
      expect(JSON.stringify(mail)).not.toContain("evil");
    });

    test("mails 3 times an hour to one address, without revealing it", async () => {
      await api.person("flooded");
      for (let count = 0; count < 5; count += 1)
        expect((await ask("flooded@example.org")).body).toEqual({ message: SENTENCE });
      expect(await readMailbox(api.runtime, "flooded@example.org")).toHaveLength(3);
    });

    test("is limited to 20 requests an hour from one network", async () => {
      const address = network();
      for (let count = 0; count < 20; count += 1)
        await api.send(
          "POST",
          "/api/v1/users/request-password-reset",
          { email: `guess-${count}@example.org` },
          undefined,
          address,
        );
      const refused = await api.send(
        "POST",
        "/api/v1/users/request-password-reset",
        { email: "guess-20@example.org" },
        undefined,
        address,
      );
      expect([refused.status, Number(refused.headers.get("retry-after")) > 0]).toEqual([429, true]);
    });

    test("mails nothing to a deleted account, and revokes its link", async () => {
      const person = await api.person("leaver");
      const { link } = await mailedReset(person.email);
      expect((await api.send("DELETE", "/api/v1/users/me", undefined, person.access)).status).toBeLessThan(300);
      expect((await reset({ token: tokenIn(link), new_password: NEW_PASSWORD })).body).toMatchObject({
        detail: "Invalid or expired reset token",
      });
      expect((await ask(person.email)).body).toEqual({ message: SENTENCE });
      expect(
        (await readMailbox(api.runtime, person.email)).filter(({ template }) => template === "password-reset"),
      ).toHaveLength(1);
    });

    test("mails nothing to a disabled account, and revokes its link", async () => {
      const person = await api.person("disabled");
      const { link } = await mailedReset(person.email);
      await api.runtime.database.write((tx) =>
        tx.user.update({ where: { id: person.id }, data: { status: "disabled" } }),
      );
      expect((await reset({ token: tokenIn(link), new_password: NEW_PASSWORD })).status).toBe(400);
      await ask(person.email);
      expect(await readMailbox(api.runtime, person.email)).toHaveLength(1);
    });
  });

  describe("resetting the password", () => {
    test("works once, ends all sessions, verifies the address and is confirmed by mail", async () => {
      const person = await api.person("forgetful");
      const { link } = await mailedReset(person.email);
      const done = await reset({ token: tokenIn(link), new_password: NEW_PASSWORD }, "/users/reset-password");
      expect([done.status, done.body]).toEqual([200, { message: "Password successfully reset." }]);
      expect((await api.get("/api/v1/users/me", person.access)).status).toBe(401);
      expect((await logIn(person.email, STRONG_PASSWORD)).status).toBe(401);
      const { body } = await logIn(person.email, NEW_PASSWORD);
      expect((await api.get("/api/v1/users/me", body.access_token)).body).toMatchObject({ email_verified: true });
      expect(await newestMail(api.runtime, person.email)).toMatchObject({
        template: "password-changed",
        props: { by: "reset" },
      });
      const again = await reset({ token: tokenIn(link), new_password: "copper-window-19-garden" });
      expect([again.status, again.body.code, again.body.detail]).toEqual([
        400,
        "invalid_link",
        "Invalid or expired reset token",
      ]);
    });

    test("accepts the tutorial's JSON body at the path of the page", async () => {
      const person = await api.person("tutorial");
      const { link } = await mailedReset(person.email);
      const done = await reset({ token: tokenIn(link), new_password: NEW_PASSWORD }, "/reset-password");
      expect([done.status, done.body.message]).toEqual([200, "Password successfully reset."]);
      const form = await api.form("/reset-password", { token: "x" });
      expect(form.status).toBe(403);
    });

    test("can't be done with the values stored in the database", async () => {
      const person = await api.person("stolen");
      const { link, code } = await mailedReset(person.email);
      const row = await api.runtime.database.reader.passwordReset.findFirstOrThrow({ where: { userId: person.id } });
      expect(JSON.stringify(row)).not.toContain(tokenIn(link));
      expect(code).toBeNull();
      for (const token of [row.tokenHash, row.id, `${row.sealedCode}`])
        expect((await reset({ token, new_password: NEW_PASSWORD })).status).toBe(400);
      expect((await reset({ token: tokenIn(link), new_password: NEW_PASSWORD })).status).toBe(200);
    });

    test("works with the newest link only", async () => {
      const person = await api.person("twice");
      const first = await mailedReset(person.email);
      const second = await mailedReset(person.email);
      expect(await readReset(page(), { token: tokenIn(first.link) })).toBeNull();
      expect((await reset({ token: tokenIn(first.link), new_password: NEW_PASSWORD })).status).toBe(400);
      expect((await reset({ token: tokenIn(second.link), new_password: NEW_PASSWORD })).status).toBe(200);
    });

    test("works for exactly an hour", async () => {
      const person = await api.person("slow");
      const { link } = await mailedReset(person.email);
      pass(60 * MINUTE_MS - 1000);
      expect(await readReset(page(), { token: tokenIn(link) })).toMatchObject({ email: person.email });
      pass(1000);
      expect(await readReset(page(), { token: tokenIn(link) })).toBeNull();
      expect((await reset({ token: tokenIn(link), new_password: NEW_PASSWORD })).status).toBe(400);
    });

    test("isn't affected by opening the link or by a refused password", async () => {
      const person = await api.person("careful");
      const { link } = await mailedReset(person.email);
      for (let count = 0; count < 5; count += 1)
        expect(await readReset(page(), { token: tokenIn(link) })).toEqual({
          email: person.email,
          needsSecondFactor: false,
          canReleaseAddress: false,
          passwordMin: 8,
        });
      expect((await reset({ token: tokenIn(link), new_password: "password1" })).status).toBe(422);
      expect((await reset({ token: tokenIn(link), new_password: "careful@example.org" })).status).toBe(422);
      expect((await reset({ token: tokenIn(link), new_password: NEW_PASSWORD })).status).toBe(200);
    });

    test("requires two-factor authentication if it is on, and a missing or wrong code doesn't use up the link", async () => {
      const person = await enrolledPerson(api, "guarded", now);
      await api.runtime.database.write((tx) =>
        tx.user.update({ where: { id: person.id }, data: { emailVerifiedAt: now } }),
      );
      pass(MINUTE_MS);
      const { link } = await mailedReset(person.email);
      const token = tokenIn(link);
      expect(await readReset(page(), { token })).toMatchObject({ needsSecondFactor: true });
      const without = await reset({ token, new_password: NEW_PASSWORD });
      expect([without.status, without.body.code, without.body.mfa_methods]).toEqual([
        401,
        "mfa_required",
        ["totp", "recovery_code"],
      ]);
      expect((await reset({ token, new_password: NEW_PASSWORD, otp: "000000" })).body.code).toBe("otp_invalid");
      expect((await reset({ token, new_password: "password1", recovery_code: person.recoveryCodes[0] })).status).toBe(
        422,
      );
      const before = await readMailbox(api.runtime, person.email);
      expect((await reset({ token, new_password: NEW_PASSWORD, recovery_code: person.recoveryCodes[0] })).status).toBe(
        200,
      );
      const mails = (await readMailbox(api.runtime, person.email)).slice(before.length);
      // One mail says both.
      expect(mails.map(({ template, props }) => [template, props["codesLeft"]])).toEqual([["password-changed", 9]]);

      const next = await mailedReset(person.email);
      const otp = await codeAt(person.secret, now);
      expect((await reset({ token: tokenIn(next.link), new_password: STRONG_PASSWORD, otp })).status).toBe(200);
      const last = await mailedReset(person.email);
      expect((await reset({ token: tokenIn(last.link), new_password: NEW_PASSWORD, otp })).body.code).toBe(
        "otp_reused",
      );
    });

    test("works with an operator's link, which revokes the mailed one", async () => {
      const person = await api.person("handed");
      const mailed = await mailedReset(person.email);
      const [said, link = ""] = await operatorCommands["reset-link"](api.runtime, "handed");
      expect(said).toBe(
        "Reset link for handed@example.org. It works once, for 60 minutes. Earlier links no longer work.",
      );
      expect((await reset({ token: tokenIn(mailed.link), new_password: NEW_PASSWORD })).status).toBe(400);
      expect((await reset({ token: tokenIn(link), new_password: NEW_PASSWORD })).status).toBe(200);
    });
  });

  describe("the short code", () => {
    const askInBrowser = async (email: string, asked = page().newSecretToken()): Promise<string> => {
      const context = page();
      await requestPasswordReset(context, { email: { address: email, normalized: email }, asked });
      return asked;
    };

    test("works once, in the browser that requested it, like the link", async () => {
      const person = await api.person("typist");
      const asked = await askInBrowser(person.email);
      const { code, link } = await newestMail(api.runtime, person.email);
      expect(code).toMatch(/^\d{4} \d{4}$/);
      for (const other of [null, page().newSecretToken()])
        await expect(exchangeResetCode(page(), { asked: other, code })).rejects.toMatchObject({ code: "wrong_code" });
      const { token } = await exchangeResetCode(page(), { asked, code });
      await expect(exchangeResetCode(page(), { asked, code })).rejects.toMatchObject({ code: "wrong_code" });
      expect(await readReset(page(), { token: tokenIn(link) })).toBeNull();
      expect((await reset({ token, new_password: NEW_PASSWORD })).status).toBe(200);
    });

    test("of the newest mail works in a browser that requested two accounts, and the older link still works", async () => {
      const [first, second] = [await api.person("first-of-two"), await api.person("second-of-two")];
      const asked = await askInBrowser(first.email);
      const older = await newestMail(api.runtime, first.email);
      await askInBrowser(second.email, asked);
      const newer = await newestMail(api.runtime, second.email);
      await expect(exchangeResetCode(page(), { asked, code: older.code })).rejects.toMatchObject({
        code: "wrong_code",
      });
      await exchangeResetCode(page(), { asked, code: newer.code });
      expect((await reset({ token: tokenIn(older.link), new_password: NEW_PASSWORD })).status).toBe(200);
    });

    test("allows 5 attempts for an hour where no mail is sent, also for an address without an account", async () => {
      const [person, late] = [await api.person("guessed"), await api.person("late")];
      const asked = await askInBrowser(person.email);
      const { code } = await newestMail(api.runtime, person.email);
      for (let attempt = 0; attempt < 5; attempt += 1)
        await expect(exchangeResetCode(page(), { asked, code: "00000000" })).rejects.toMatchObject({
          code: "wrong_code",
        });
      const refusal = await exchangeResetCode(page(), { asked, code }).catch((error: Error) => error);

      const askedLate = await askInBrowser(late.email);
      const lateMail = await newestMail(api.runtime, late.email);
      pass(60 * MINUTE_MS);
      const tooLate = await exchangeResetCode(page(), { asked: askedLate, code: lateMail.code }).catch(
        (error: Error) => error,
      );
      const nobody = await exchangeResetCode(page(), { asked: await askInBrowser("no-one@example.org"), code }).catch(
        (error: Error) => error,
      );
      for (const error of [refusal, tooLate, nobody])
        expect(error).toMatchObject({
          code: "wrong_code",
          message: "This code is wrong or no longer valid. Use the newest one, or request another.",
        });
    });
  });

  describe("changing the email address", () => {
    const change = (email: string, token: string) =>
      api.send("POST", "/api/v1/users/me/email", { email }, token, network());

    test("takes effect once verified; the old address is notified and can undo it for 7 days", async () => {
      const person = await api.person("mover");
      const asked = await change("moved@example.org", person.access);
      expect(asked.status).toBe(202);
      expect((await api.get("/api/v1/users/me", person.access)).body.email).toBe(person.email);
      expect(await newestMail(api.runtime, person.email)).toMatchObject({
        template: "email-change-notice",
        props: { stage: "asked" },
      });
      const { link } = await newestMail(api.runtime, "moved@example.org");
      expect(await readEmailChange(page(), { token: tokenIn(link) })).toEqual({ email: "moved@example.org" });
      expect(
        (await api.send("POST", "/api/v1/users/confirm-email", { token: tokenIn(link) }, undefined, network())).status,
      ).toBe(200);
      expect(
        (await api.send("POST", "/api/v1/users/confirm-email", { token: tokenIn(link) }, undefined, network())).status,
      ).toBe(400);
      expect((await api.get("/api/v1/users/me", person.access)).body).toMatchObject({
        email: "moved@example.org",
        email_verified: true,
      });

      // The old address can't be taken while the change can be undone.
      const squatter = await api.send(
        "POST",
        "/api/v1/users/register",
        { email: person.email, password: STRONG_PASSWORD },
        undefined,
        network(),
      );
      expect(squatter.status).toBe(400);
      const told = await newestMail(api.runtime, person.email);
      expect(told).toMatchObject({
        template: "email-change-notice",
        props: { stage: "done", newEmail: "moved@example.org" },
      });
      pass(7 * DAY_MS - 1000);
      expect(await readEmailUndo(page(), { token: tokenIn(told.undoLink) })).toEqual({ email: person.email });
      expect(
        (await api.send("POST", "/api/v1/users/undo-email", { token: tokenIn(told.undoLink) }, undefined, network()))
          .status,
      ).toBe(200);
      expect((await logIn("moved@example.org", STRONG_PASSWORD)).status).toBe(401);
      const { body } = await logIn(person.email, STRONG_PASSWORD);
      expect((await api.get("/api/v1/users/me", body.access_token)).body.email).toBe(person.email);
    });

    test('is undone by "This wasn\'t me" in the mail about the request, if it has already happened', async () => {
      const person = await api.person("hijacked");
      await change("hijacker@example.org", person.access);
      const { notMeUrl } = await newestMail(api.runtime, person.email);
      await api.send(
        "POST",
        "/api/v1/users/confirm-email",
        { token: tokenIn((await newestMail(api.runtime, "hijacker@example.org")).link) },
        undefined,
        network(),
      );
      expect(
        (await api.send("POST", "/api/v1/users/not-me", { token: tokenIn(notMeUrl) }, undefined, network())).status,
      ).toBe(200);
      const { body } = await logIn(person.email, STRONG_PASSWORD);
      expect((await api.get("/api/v1/users/me", body.access_token)).body.email).toBe(person.email);
    });

    test("can't be undone after 7 days, and frees the old address", async () => {
      const person = await api.person("settled");
      await change("settled-new@example.org", person.access);
      await api.send(
        "POST",
        "/api/v1/users/confirm-email",
        { token: tokenIn((await newestMail(api.runtime, "settled-new@example.org")).link) },
        undefined,
        network(),
      );
      const { undoLink } = await newestMail(api.runtime, person.email);
      pass(7 * DAY_MS);
      expect(
        (await api.send("POST", "/api/v1/users/undo-email", { token: tokenIn(undoLink) }, undefined, network())).status,
      ).toBe(400);
      expect(
        (
          await api.send(
            "POST",
            "/api/v1/users/register",
            { email: person.email, password: STRONG_PASSWORD },
            undefined,
            network(),
          )
        ).status,
      ).toBe(201);
    });

    test("gives the same reply for a taken address, without a mail", async () => {
      const [person, owner] = [await api.person("wisher"), await api.person("owner")];
      const free = await change("wished@example.org", person.access);
      const taken = await change(owner.email, person.access);
      expect([taken.status, taken.body]).toEqual([free.status, free.body]);
      expect(await readMailbox(api.runtime, owner.email)).toEqual([]);
    });

    const as = async (email: string): Promise<ServiceContext> => {
      const context = page();
      const session = await redeemLogInTicket(page(), {
        ticket: (await enterByPassword(page(), { identifier: email, password: STRONG_PASSWORD })).ticket,
      });
      context.actor = await identifyBrowser(context, { token: session?.sessionToken ?? "" });
      return context;
    };

    test("accepts the code only in a session of the owner", async () => {
      const [person, other] = [await api.person("coder"), await api.person("stranger")];
      const email = { address: "coder-new@example.org", normalized: "coder-new@example.org" };
      await requestEmailChange(await as(person.email), { email });
      expect(await readPendingEmail(await as(person.email))).toEqual({
        email: email.address,
        requestedAt: expect.any(Date),
      });
      expect(await readPendingEmail(await as(other.email))).toBeNull();
      const { code } = await newestMail(api.runtime, email.address);
      await expect(confirmEmailChange(page(), { code })).rejects.toMatchObject({ code: "unauthorized" });
      await expect(confirmEmailChange(await as(other.email), { code })).rejects.toMatchObject({ code: "wrong_code" });
      expect(await confirmEmailChange(await as(person.email), { code })).toEqual({
        message: "Your email address is verified.",
      });
      expect(await readPendingEmail(await as(email.address))).toBeNull();
    });

    test("that is cancelled leaves no link, no code and an event, and cancelling nothing leaves none", async () => {
      const person = await api.person("canceller");
      const email = { address: "cancelled@example.org", normalized: "cancelled@example.org" };
      await requestEmailChange(await as(person.email), { email });
      const { link } = await newestMail(api.runtime, email.address);
      await cancelEmailChange(await as(person.email));
      await cancelEmailChange(await as(person.email));
      expect(await readPendingEmail(await as(person.email))).toBeNull();
      expect(await readEmailChange(page(), { token: tokenIn(link ?? "") })).toBeNull();
      const activity = (await api.get("/api/v1/activity", person.access)).body as { items: { action: string }[] };
      expect(activity.items.filter(({ action }) => action === "email.change_cancelled")).toHaveLength(1);
    });

    test("to the current address verifies it without a notice", async () => {
      const person = await api.person("unproven");
      await change(person.email, person.access);
      const [mail, ...more] = await readMailbox(api.runtime, person.email);
      expect([mail?.template, more]).toEqual(["email-change-confirm", []]);
      await api.send("POST", "/api/v1/users/confirm-email", { token: tokenIn(mail?.link ?? "") }, undefined, network());
      expect((await api.get("/api/v1/users/me", person.access)).body).toMatchObject({
        email: person.email,
        email_verified: true,
      });
    });
  });

  describe("“This wasn’t me”", () => {
    const notMe = (url: string) =>
      api.send("POST", "/api/v1/users/not-me", { token: tokenIn(url) }, undefined, network());

    test("to a reset revokes it and freezes sensitive changes for a day, once", async () => {
      const person = await api.person("alarmed");
      const { link, notMeUrl } = await mailedReset(person.email);
      expect(await readNotice(page(), { token: tokenIn(notMeUrl) })).toEqual({ kind: "reset-asked" });
      expect((await notMe(notMeUrl)).status).toBe(200);
      expect((await notMe(notMeUrl)).status).toBe(400);
      expect((await reset({ token: tokenIn(link), new_password: NEW_PASSWORD })).status).toBe(400);
      // Sessions stay, but sensitive changes are refused.
      const refused = await api.send(
        "POST",
        "/api/v1/users/me/email",
        { email: "thief@example.org" },
        person.access,
        network(),
      );
      expect([refused.status, refused.body.code]).toEqual([403, "changes_frozen"]);
      const password = { current_password: STRONG_PASSWORD, new_password: NEW_PASSWORD };
      const change = await api.send("POST", "/api/v1/users/change-password", password, person.access, network());
      expect([change.status, change.body.code]).toEqual([403, "changes_frozen"]);
      pass(DAY_MS);
      const { body } = await logIn(person.email, STRONG_PASSWORD);
      expect(
        (
          await api.send(
            "POST",
            "/api/v1/users/me/email",
            { email: "alarmed-new@example.org" },
            body.access_token,
            network(),
          )
        ).status,
      ).toBe(202);
    });

    test("is lifted by a reset with a mailed link, but not with a shared one", async () => {
      const person = await api.person("calmed");
      const frozen = async () =>
        (await api.runtime.database.reader.user.findUniqueOrThrow({ where: { id: person.id } })).frozenUntil !== null;
      expect((await notMe((await mailedReset(person.email)).notMeUrl)).status).toBe(200);
      const [, shared = ""] = await operatorCommands["reset-link"](api.runtime, person.email);
      expect((await reset({ token: tokenIn(shared), new_password: NEW_PASSWORD })).status).toBe(200);
      expect(await frozen()).toBe(true);
      const mailed = await mailedReset(person.email);
      expect((await reset({ token: tokenIn(mailed.link), new_password: STRONG_PASSWORD })).status).toBe(200);
      expect(await frozen()).toBe(false);
    });

    test("to a change of address restores the old one and ends all sessions", async () => {
      const person = await api.person("robbed");
      await api.send("POST", "/api/v1/users/me/email", { email: "robber@example.org" }, person.access, network());
      await api.send(
        "POST",
        "/api/v1/users/confirm-email",
        { token: tokenIn((await newestMail(api.runtime, "robber@example.org")).link) },
        undefined,
        network(),
      );
      expect((await notMe((await newestMail(api.runtime, person.email)).notMeUrl)).status).toBe(200);
      expect((await api.get("/api/v1/users/me", person.access)).status).toBe(401);
      expect((await logIn("robber@example.org", STRONG_PASSWORD)).status).toBe(401);
      expect((await logIn(person.email, STRONG_PASSWORD)).status).toBe(200);
    });

    test("expires after a week", async () => {
      const person = await api.person("tardy");
      const { notMeUrl } = await mailedReset(person.email);
      pass(7 * DAY_MS);
      expect(await readNotice(page(), { token: tokenIn(notMeUrl) })).toBeNull();
      expect((await notMe(notMeUrl)).status).toBe(400);
    });
  });
});

describe.each(databaseProviders)("a sign-up with SIGNUP=verify (%s)", (provider) => {
  let api: ApiClient;
  let now = new Date();
  let networks = 0;
  beforeAll(async () => {
    api = await createApiClient(provider, { SIGNUP: "verify" }, { now: () => now });
  });
  afterAll(() => api.dispose());
  const send = (path: string, body: object) => api.send("POST", path, body, undefined, `10.8.${(networks += 1)}.1`);
  const register = (email: string, password = STRONG_PASSWORD, path = "/api/v1/users/register") =>
    send(path, { email, password });
  const verify = (link: string) => send("/api/v1/users/verify-email", { token: tokenIn(link) });
  const logIn = (email: string, password = STRONG_PASSWORD) => send("/api/v1/users/login", { email, password });
  const mails = async (email: string) => (await readMailbox(api.runtime, email)).map(({ template }) => template);

  test("gives the same reply for a free and a taken address, and the owner of a taken one is notified", async () => {
    const free = await register("first@example.org");
    expect([free.status, Object.keys(free.body)]).toEqual([202, ["message"]]);
    expect((await logIn("first@example.org")).status).toBe(401);
    const made = await verify((await newestMail(api.runtime, "first@example.org")).link);
    expect(made.status).toBe(201);
    expect((await logIn("first@example.org")).status).toBe(200);

    const taken = await register("FIRST@example.org", NEW_PASSWORD, "/auth/signup");
    expect([taken.status, taken.body]).toEqual([free.status, free.body]);
    expect(await mails("first@example.org")).toEqual(["email-verification", "account-exists"]);
    expect((await logIn("first@example.org", NEW_PASSWORD)).status).toBe(401);
  });

  test("can be pending several times for one address; the first one verified wins, and the others are removed", async () => {
    await register("raced@example.org", STRONG_PASSWORD);
    const stranger = await newestMail(api.runtime, "raced@example.org");
    await register("raced@example.org", NEW_PASSWORD);
    const owner = await newestMail(api.runtime, "raced@example.org");
    expect((await verify(owner.link)).status).toBe(201);
    expect((await verify(stranger.link)).status).toBe(400);
    expect((await logIn("raced@example.org", STRONG_PASSWORD)).status).toBe(401);
    expect((await logIn("raced@example.org", NEW_PASSWORD)).status).toBe(200);
    expect(
      await api.runtime.database.reader.pendingSignUp.count({ where: { normalizedEmail: "raced@example.org" } }),
    ).toBe(0);
  });

  test("expires after a day", async () => {
    await register("waited@example.org");
    const { link } = await newestMail(api.runtime, "waited@example.org");
    now = new Date(now.getTime() + DAY_MS);
    expect((await verify(link)).status).toBe(400);
  });

  test("mails 3 times an hour to one address", async () => {
    for (let count = 0; count < 5; count += 1) expect((await register("crowded@example.org")).status).toBe(202);
    expect(await mails("crowded@example.org")).toHaveLength(3);
  });
});

const MAILING = { MAIL_SERVER: "127.0.0.1", MAIL_PORT: "9", MAIL_USE_TLS: "false", MAIL_FROM: "latchkey@example.org" };

test.each([
  ["10 minutes in a mail, less than its link", MAILING, 10, true],
  ["an hour where an administrator reads it out", {}, 60, false],
  ["no longer than its link", { RESET_TOKEN_EXPIRATION_MINUTES: "20" }, 20, false],
] as const)("a reset code is valid for %s", async (_life, environment, minutes, linkIsValid) => {
  let now = new Date();
  const api = await createApiClient("sqlite", environment, { now: () => now });
  try {
    const page = (): ServiceContext =>
      api.runtime.createContext({ id: "test", address: null, network: "10.9.9.9", userAgent: null, deviceToken: null });
    const { email } = await api.person("reader");
    const askFor = async () => {
      const asked = page().newSecretToken();
      await requestPasswordReset(page(), { email: { address: email, normalized: email }, asked });
      await api.runtime.settle();
      return { asked, mail: await newestMail(api.runtime, email) };
    };
    const first = await askFor();
    expect(first.mail.props["codeMinutes"]).toBe(minutes);
    now = new Date(now.getTime() + minutes * MINUTE_MS - 1);
    expect(await exchangeResetCode(page(), { asked: first.asked, code: first.mail.code })).toMatchObject({
      token: expect.any(String),
    });
    const second = await askFor();
    now = new Date(now.getTime() + minutes * MINUTE_MS);
    await expect(exchangeResetCode(page(), { asked: second.asked, code: second.mail.code })).rejects.toMatchObject({
      code: "wrong_code",
    });
    expect((await readReset(page(), { token: tokenIn(second.mail.link) })) !== null).toBe(linkIsValid);
  } finally {
    await api.dispose();
  }
});
