import type { Page } from "@playwright/test";
import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import { Authenticator } from "./support/authenticator";
import { findAccessibilityProblems } from "./support/axe";
import { type MailingServer, startMailingServer } from "./support/mailing-server";
import { expect, test as base } from "./support/test";
import { findTouchProblems } from "./support/touch";
import { logIn, newEmail, PASSWORD, signUp } from "./support/users";

const NEW_PASSWORD = "harbour-lantern-58-cedar";

const test = base.extend<object, { server: MailingServer; verifying: MailingServer }>({
  server: [
    async ({}, provide) => {
      const server = await startMailingServer();
      await provide(server);
      await server.dispose();
    },
    { scope: "worker" },
  ],
  verifying: [
    async ({}, provide) => {
      const server = await startMailingServer({ SIGNUP: "verify" });
      await provide(server);
      await server.dispose();
    },
    { scope: "worker" },
  ],
  baseURL: ({ server }, provide) => provide(server.origin),
});

/** Violations that axe-core finds and, on a phone, small touch targets and horizontal overflow. */
async function findProblems(page: Page): Promise<string[]> {
  const isPhone = await page.evaluate(() => matchMedia("(pointer: coarse)").matches);
  return [...(await findAccessibilityProblems(page)), ...(isPhone ? await findTouchProblems(page) : [])];
}

async function requestReset(page: Page, email: string): Promise<void> {
  await page.goto(routes.logIn());
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  const again = page.getByRole("link", { name: "Use another address" });
  await expect(again.or(page.getByRole("button", { name: "Send reset link" }))).toBeVisible();
  if (await again.isVisible()) await again.click();
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("button", { name: "Send reset link" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
}

async function chooseNewPassword(page: Page): Promise<void> {
  await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Set new password" }).click();
  await expect(page.getByText("Your password was changed and all sessions were ended.")).toBeVisible();
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- replies of every type
async function post({ origin }: MailingServer, path: string, body: object, token?: string): Promise<any> {
  const headers = {
    "content-type": "application/json",
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const reply = await fetch(origin + path, { method: "POST", headers, body: JSON.stringify(body) });
  expect(reply.ok, `${path} answered ${reply.status}`).toBe(true);
  return reply.json();
}

async function register(server: MailingServer): Promise<string> {
  const email = newEmail();
  await post(server, apiRoutes.register(), { email, password: PASSWORD });
  return email;
}

test("a reset link works once, and its token leaves the URL immediately", {
  tag: "@phone",
}, async ({ page, server }) => {
  const email = newEmail();
  await signUp(page, email);
  const phone = await page.context().browser()?.newContext({ baseURL: server.origin });
  const other = await phone?.newPage();
  if (!other) throw new Error("There is no second browser.");
  await requestReset(other, email);
  expect(other.url()).not.toContain(email.split("@")[0]);
  expect(await findProblems(other)).toEqual([]);

  const { link } = await server.mailTo(email, routes.resetPassword());
  // A mail scanner that opens the link doesn't use it up.
  for (const method of ["HEAD", "GET"]) expect((await fetch(link, { method, redirect: "manual" })).status).toBe(303);
  await other.goto(link);
  expect(other.url()).toBe(server.origin + routes.resetPassword());
  expect(await findProblems(other)).toEqual([]);
  await expect(other.locator("input[autocomplete=username]")).toHaveValue(email);
  await other.getByLabel("New password", { exact: true }).fill("password1");
  await other.getByRole("button", { name: "Set new password" }).click();
  await expect(other.getByLabel("New password", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await chooseNewPassword(other);

  await page.goto(routes.account());
  await expect(page).toHaveURL(new RegExp(routes.logIn()));
  await logIn(page, email, NEW_PASSWORD);
  await page.waitForURL(`**${routes.account()}*`);
  await expect(page.getByText("Verified", { exact: true })).toBeVisible();
  await other.goto(link);
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("This link is no longer valid");
  expect(await findProblems(other)).toEqual([]);
  await phone?.close();
});

test("the emailed code resets the password in the browser that requested it", async ({ page, server }) => {
  const email = await register(server);
  await requestReset(page, email);
  await expect(page.getByRole("button", { name: /Send again in \d+ s/ })).toHaveAttribute("aria-disabled", "true");
  const code = page.getByLabel("Code from the email");
  await code.fill("12");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(code).toHaveAccessibleDescription(/Enter the 8 digits/);
  await code.fill("00000000");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(code).toHaveAccessibleDescription(/wrong or no longer valid/);
  await code.fill((await server.mailTo(email, routes.resetPassword())).code);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(`**${routes.resetPassword()}`);
  await chooseNewPassword(page);
});

test("the code from the last email works after a reload and after a request above the rate limit", async ({
  page,
  server,
}) => {
  const email = await register(server);
  const newest = () => server.mailTo(email, routes.resetPassword());
  let { link, code } = { link: "", code: "" };
  for (let mail = 0; mail < 3; mail += 1) {
    await requestReset(page, email);
    await expect.poll(async () => (await newest()).link).not.toBe(link);
    ({ link, code } = await newest());
  }
  await requestReset(page, email);
  await page.goto(routes.forgotPassword());
  await page.getByLabel("Code from the email").fill("00000000");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("Code from the email")).toHaveAccessibleDescription(/wrong or no longer valid/);
  await page.getByLabel("Code from the email").fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(`**${routes.resetPassword()}`);
  await chooseNewPassword(page);
});

test("with two-factor authentication, a reset needs a code, and a wrong one is shown at its field", {
  tag: "@phone",
}, async ({ page, server }) => {
  const email = await register(server);
  const { access_token: token } = await post(server, apiRoutes.logIn(), { email, password: PASSWORD });
  // Two-factor authentication needs a verified address.
  await post(server, apiRoutes.myEmail(), { email }, token);
  const confirming = new URL((await server.mailTo(email, routes.confirmEmail())).link).searchParams.get("token");
  await post(server, apiRoutes.confirmEmail(), { token: confirming });
  const { secret } = await post(server, apiRoutes.authenticators(), {}, token);
  const { recovery_codes: recoveryCodes } = await post(
    server,
    apiRoutes.confirmAuthenticator(),
    { otp: await new Authenticator(secret).nextCode() },
    token,
  );
  await requestReset(page, email);
  await page.goto((await server.mailTo(email, routes.resetPassword())).link);
  expect(await findProblems(page)).toEqual([]);
  const code = page.getByLabel("Code from your authenticator app");
  await code.fill("000000");
  await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Set new password" }).click();
  await expect(code).toHaveAccessibleDescription(/That code is wrong/);
  await page.getByRole("link", { name: "Use a recovery code" }).click();
  await page.getByLabel("Recovery code").fill(recoveryCodes[0]);
  expect(await findProblems(page)).toEqual([]);
  await chooseNewPassword(page);
});

test("two-factor authentication is set up after the email address was verified on the same page", {
  tag: "@phone",
}, async ({ page, server }) => {
  const email = newEmail();
  await signUp(page, email);
  await page.goto(routes.addAuthenticator());
  await expect(page.getByRole("heading", { name: "Verify your email address" })).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Send verification link" }).click();
  await page.getByLabel("Code from the email").fill((await server.mailTo(email, routes.confirmEmail())).code);
  await page.getByRole("button", { name: "Verify and continue" }).click();
  await expect(page.getByRole("heading", { name: "1. Add this account to your authenticator app" })).toBeVisible();
});

test("a reset request for an unknown address gets the same answer", async ({ page }) => {
  await requestReset(page, newEmail());
  await expect(page.getByLabel("Code from the email")).toBeVisible();
});

test("“This wasn’t me” revokes the reset link", { tag: "@phone" }, async ({ page, server }) => {
  const email = await register(server);
  await requestReset(page, email);
  const { link, notMe } = await server.mailTo(email, routes.resetPassword());
  await page.goto(notMe);
  expect(page.url()).toBe(server.origin + routes.notMe());
  await expect(page.getByText("Someone requested a link to reset your password.")).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "This wasn’t me" }).click();
  await expect(page.getByText("Done. Security settings can’t be changed for 24 hours.")).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link is no longer valid");
});

test("the link changes the address, and the old address can undo it", { tag: "@phone" }, async ({ page, server }) => {
  const [old, wanted] = [newEmail(), newEmail()];
  await signUp(page, old);
  await page.goto(routes.changeEmail());
  expect(await findProblems(page)).toEqual([]);
  await page.getByLabel("New address").fill(wanted);
  await page.getByRole("button", { name: "Send link and code" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Verify ${wanted}`);
  expect(await findProblems(page)).toEqual([]);
  const { link, code } = await server.mailTo(wanted, routes.confirmEmail());
  expect(code).toMatch(/^\d{4} \d{4}$/);
  await page.goto(link);
  expect(await findProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Verify address" }).click();
  await expect(page.getByText("Your email address is verified.")).toBeVisible();
  await page.getByRole("link", { name: "Go to your account" }).click();
  await expect(page.getByText(wanted).first()).toBeVisible();

  await page.goto((await server.mailTo(old, routes.undoEmail())).link);
  expect(await findProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Restore this address" }).click();
  await expect(page.getByText(`Your address is ${old} again.`)).toBeVisible();
  await page.goto(routes.account());
  await expect(page).toHaveURL(new RegExp(routes.logIn()));
  await logIn(page, old, PASSWORD);
  await page.waitForURL(`**${routes.account()}*`);
});

test("the code verifies the account's address", async ({ page, server }) => {
  const email = newEmail();
  await signUp(page, email);
  await page.getByRole("link", { name: "Verify or change address" }).click();
  await page.getByRole("button", { name: "Send verification link" }).click();
  await expect(page.getByLabel("Code from the email")).toBeVisible();
  await page.goto(routes.account());
  await page.getByRole("link", { name: "Enter code" }).click();
  await page.getByLabel("Code from the email").fill((await server.mailTo(email, routes.confirmEmail())).code);
  await page.getByRole("button", { name: "Verify address" }).click();
  await page.waitForURL(`**${routes.account()}*`);
  await expect(page.getByText("Verified", { exact: true })).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the emailed code resets the password, after a wrong code and a second email", async ({ page, server }) => {
    const email = await register(server);
    await requestReset(page, email);
    await page.getByLabel("Code from the email").fill("00000000");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByLabel("Code from the email")).toHaveAccessibleDescription(/wrong or no longer valid/);
    const first = (await server.mailTo(email, routes.resetPassword())).link;
    await page.getByRole("button", { name: "Send again" }).click();
    await expect(page.getByText("a reset link has been sent.")).toBeVisible();
    await expect.poll(async () => (await server.mailTo(email, routes.resetPassword())).link).not.toBe(first);
    await page.getByLabel("Code from the email").fill((await server.mailTo(email, routes.resetPassword())).code);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL(`**${routes.resetPassword()}`);
    await chooseNewPassword(page);
    await logIn(page, email, NEW_PASSWORD);
    await page.waitForURL(`**${routes.account()}*`);
  });

  test("the button on the page of a mailed link works once", async ({ page, server }) => {
    const email = await register(server);
    await requestReset(page, email);
    await page.goto((await server.mailTo(email, routes.resetPassword())).notMe);
    await page.getByRole("button", { name: "This wasn’t me" }).click();
    await expect(page.getByText("Done. Security settings can’t be changed for 24 hours.")).toBeVisible();
    await page.goto(routes.notMe());
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link is no longer valid");
  });
});

test.describe("with SIGNUP=verify", () => {
  test.use({ baseURL: ({ verifying }, provide) => provide(verifying.origin) });

  async function requestSignUp(page: Page, email: string): Promise<void> {
    await page.goto(routes.signUp());
    await page.getByLabel("Email address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    await page.waitForURL(`**${routes.verifyEmail()}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check your email");
  }

  test("the link completes the sign-up in the same browser without the password", { tag: "@phone" }, async ({
    page,
    verifying,
  }) => {
    const email = newEmail();
    await requestSignUp(page, email);
    expect(await findProblems(page)).toEqual([]);
    await page.goto((await verifying.mailTo(email, routes.verifyEmail())).link);
    await expect(page.getByLabel("Password", { exact: true })).toHaveCount(0);
    expect(await findProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Verify address" }).click();
    await page.waitForURL(`**${routes.account()}*`);
    await expect(page.getByText("Verified", { exact: true })).toBeVisible();
  });

  test("the code completes the sign-up", async ({ page, verifying }) => {
    const email = newEmail();
    await requestSignUp(page, email);
    await page.getByLabel("Code from the email").fill((await verifying.mailTo(email, routes.verifyEmail())).code);
    await page.getByRole("button", { name: "Verify address" }).click();
    await page.waitForURL(`**${routes.account()}*`);
  });

  test("in another browser, the link also needs the password", { tag: "@phone" }, async ({
    page,
    browser,
    verifying,
  }) => {
    const email = newEmail();
    await requestSignUp(page, email);
    const second = await browser.newContext({ baseURL: verifying.origin });
    const other = await second.newPage();
    await other.goto((await verifying.mailTo(email, routes.verifyEmail())).link);
    expect(await findProblems(other)).toEqual([]);
    const password = other.getByLabel("Password", { exact: true });
    await password.fill("wrong-password-1");
    await other.getByRole("button", { name: "Verify address" }).click();
    await expect(password).toHaveAccessibleDescription("This isn’t the password that you chose at sign-up.");
    await password.fill(PASSWORD);
    await other.getByRole("button", { name: "Verify address" }).click();
    await other.waitForURL(`**${routes.account()}*`);
    await second.close();
  });

  test("a sign-up with an existing address gets the same answer", async ({ page, verifying }) => {
    const email = newEmail();
    await requestSignUp(page, email);
    await page.getByLabel("Code from the email").fill((await verifying.mailTo(email, routes.verifyEmail())).code);
    await page.getByRole("button", { name: "Verify address" }).click();
    await page.waitForURL(`**${routes.account()}*`);
    await page.getByRole("button", { name: "Log out" }).click();
    await requestSignUp(page, email);
  });
});
