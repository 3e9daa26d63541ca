import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requestEmailChange } from "@/lib/services/accounts/request-email-change";
import { resendVerification } from "@/lib/services/accounts/resend-verification";
import { signUp } from "@/lib/services/accounts/sign-up";
import { undoEmailChange } from "@/lib/services/accounts/undo-email-change";
import type { ServiceContext } from "@/lib/services/context";
import { readRecoveryOptions } from "@/lib/services/recovery/read-recovery-options";
import { requestAddressRelease } from "@/lib/services/recovery/request-address-release";
import { requestPasswordReset } from "@/lib/services/recovery/request-password-reset";
import { identifyBearer } from "@/lib/services/sessions/identify-bearer";
import { identifyBrowser } from "@/lib/services/sessions/identify-browser";
import { redeemLogInTicket } from "@/lib/services/sessions/redeem-log-in-ticket";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { enrolledPerson } from "@/lib/testing/authenticator";
import { databaseProviders } from "@/lib/testing/databases";
import { enterByPassword } from "@/lib/testing/enter";
import { newestMail, tokenIn } from "@/lib/testing/mailbox";
import { createRecordingMailer } from "@/lib/testing/recording-mailer";

const CONTACT = "help@example.org";
const addressOf = (address: string) => ({ address, normalized: address });

describe.each(databaseProviders)("sentences about mail are true (%s)", (provider) => {
  let api: ApiClient;
  let networks = 0;
  beforeAll(async () => {
    api = await createApiClient(provider, { SUPPORT_CONTACT: CONTACT });
  });
  afterAll(() => api.dispose());

  const mailing = (context: ServiceContext): ServiceContext => ({ ...context, mailer: createRecordingMailer() });
  const page = (): ServiceContext =>
    api.runtime.createContext({
      id: "test",
      address: null,
      network: `10.9.${(networks += 1)}.1`,
      userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
      deviceToken: null,
    });
  const bearer = async (token: string): Promise<ServiceContext> => {
    const context = page();
    return { ...context, actor: await identifyBearer(context, { token }) };
  };
  const browser = async (email: string): Promise<ServiceContext> => {
    const context = page();
    const { ticket } = await enterByPassword(page(), { identifier: email, password: STRONG_PASSWORD });
    const session = await redeemLogInTicket(page(), { ticket });
    return { ...context, actor: await identifyBrowser(context, { token: session?.sessionToken ?? "" }) };
  };
  const verifying = (context: ServiceContext): ServiceContext => ({
    ...context,
    settings: { ...context.settings, signUp: "verify" },
  });

  test("a sign-up over the API promises a link, and the mail has only that", async () => {
    const input = { email: addressOf("client@example.org"), password: STRONG_PASSWORD };
    expect(await signUp(mailing(verifying(page())), input)).toEqual({
      message: "Check your inbox. We sent a link to verify your address.",
    });
    expect((await newestMail(api.runtime, "client@example.org")).code).toBeNull();
  });

  test("a change of address over the API promises a link, and the mail has only that", async () => {
    const person = await api.person("program");
    const context = mailing(await bearer(person.access));
    expect(await requestEmailChange(context, { email: addressOf("program-new@example.org") })).toEqual({
      message: "Check the inbox of the new address. We sent a link to verify it.",
    });
    expect((await newestMail(api.runtime, "program-new@example.org")).code).toBeNull();
    expect(await requestEmailChange(context, { email: addressOf(person.email) })).toEqual({
      message: "Check your inbox. We sent a link to verify your address.",
    });
  });

  test("a change of address in a browser promises a link and a code, and the mail has both", async () => {
    const person = await api.person("browsing");
    const context = mailing(await browser(person.email));
    expect(await requestEmailChange(context, { email: addressOf("browsing-new@example.org") })).toEqual({
      message: "Check the inbox of the new address. We sent a link and a code to verify it.",
    });
    expect((await newestMail(api.runtime, "browsing-new@example.org")).code).toMatch(/^\d{4} \d{4}$/);
  });

  test("a server that sends no mail claims to have sent none, and names the contact", async () => {
    const person = await api.person("unmailed");
    const squatter = await enrolledPerson(api, "squatter", new Date());
    await api.send("POST", "/api/v1/users/request-password-reset", { email: squatter.email });
    await api.runtime.settle();
    const token = tokenIn((await newestMail(api.runtime, squatter.email, "password-reset")).link);
    const messages = [
      await requestEmailChange(await browser(person.email), { email: addressOf("unmailed-new@example.org") }),
      await requestEmailChange(await bearer(person.access), { email: addressOf("unmailed-api@example.org") }),
      await resendVerification(page(), { asked: null }),
      await signUp(verifying(page()), { email: addressOf("held@example.org"), password: STRONG_PASSWORD }),
      await requestAddressRelease(page(), { token }),
      await requestPasswordReset(page(), { email: addressOf("nobody@example.org"), asked: "browser" }),
    ].map((reply) => ("message" in reply ? reply.message : ""));
    await api.runtime.settle();
    expect(messages).toEqual([
      `This server sends no mail. Ask an administrator for the link or the code that verifies the address. Contact: ${CONTACT}`,
      `This server sends no mail. Ask an administrator for the link that verifies the address. Contact: ${CONTACT}`,
      `If there is a pending sign-up with that address, it has a new link and a new code. Ask an administrator for them. Contact: ${CONTACT}`,
      `This server sends no mail. Ask an administrator for the link that verifies your address. Contact: ${CONTACT}`,
      `There is another link, which removes your address from the account. Ask an administrator for it. Contact: ${CONTACT}`,
      `If an account with that email exists, it has a reset link and a code. Ask an administrator for them. Contact: ${CONTACT}`,
    ]);
    expect(readRecoveryOptions(page())).toEqual({
      canMail: false,
      supportContact: CONTACT,
      resetLinkMinutes: 60,
      resetCodeMinutes: 60,
    });
  });

  test("refusals that send users to an administrator name the contact", async () => {
    const closed = (mode: "closed" | "invite"): ServiceContext => {
      const context = page();
      return { ...context, settings: { ...context.settings, signUp: mode } };
    };
    const input = { email: addressOf("outside@example.org"), password: STRONG_PASSWORD };
    await expect(signUp(closed("closed"), input)).rejects.toThrow(`Contact: ${CONTACT}`);
    await expect(signUp(closed("invite"), input)).rejects.toThrow(`Contact: ${CONTACT}`);
    await expect(signUp(page(), { ...input, invitation_token: "unknown" })).rejects.toThrow(`Contact: ${CONTACT}`);
    await expect(undoEmailChange(page(), { token: "unknown" })).rejects.toThrow("This link is no longer valid.");
  });
});
