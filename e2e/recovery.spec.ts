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

/** What axe-core finds, and on a phone what is too small to touch or wider than the screen. */
async function findProblems(page: Page): Promise<string[]> {
  const isPhone = await page.evaluate(() => matchMedia("(pointer: coarse)").matches);
  return [...(await findAccessibilityProblems(page)), ...(isPhone ? await findTouchProblems(page) : [])];
}

async function askForReset(page: Page, email: string): Promise<void> {
  await page.goto(routes.logIn());
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Send reset link" }).click();
  await expect(
    page.getByText("If an account with that e-mail address exists, a reset link has been sent."),
  ).toBeVisible();
}

async function chooseNewPassword(page: Page): Promise<void> {
  await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Set new password" }).click();
  await expect(page.getByText("Your password is changed and everything that was logged in has ended.")).toBeVisible();
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- replies of every shape
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

test("a forgotten password is replaced by the link, which is out of the address at once and works once", {
  tag: "@phone",
}, async ({ page, server }) => {
  const email = newEmail();
  await signUp(page, email);
  const phone = await page.context().browser()?.newContext({ baseURL: server.origin });
  const other = await phone?.newPage();
  if (!other) throw new Error("There is no second browser.");
  await askForReset(other, email);
  expect(other.url()).not.toContain(email.split("@")[0]);
  expect(await findProblems(other)).toEqual([]);

  const { link } = await server.mailTo(email, routes.resetPassword());
  // A preview of the link, such as a mail scanner makes, uses nothing up.
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
  await page.waitForURL(`**${routes.account()}`);
  await expect(page.getByText("Your address is confirmed")).toBeVisible();
  await other.goto(link);
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("This link is used up or too old");
  expect(await findProblems(other)).toEqual([]);
  await phone?.close();
});

test("the code of the mail does the same in the browser that asked", async ({ page, server }) => {
  const email = await register(server);
  await askForReset(page, email);
  await expect(page.getByRole("button", { name: /Send again in \d+ s/ })).toHaveAttribute("aria-disabled", "true");
  const code = page.getByLabel("Code from the mail");
  await code.fill("12");
  await page.getByRole("button", { name: "Go on with the code" }).click();
  await expect(code).toHaveAccessibleDescription(/Enter the eight digits/);
  await code.fill("00000000");
  await page.getByRole("button", { name: "Go on with the code" }).click();
  await expect(code).toHaveAccessibleDescription(/wrong or too old/);
  await code.fill((await server.mailTo(email, routes.resetPassword())).code);
  await page.getByRole("button", { name: "Go on with the code" }).click();
  await page.waitForURL(`**${routes.resetPassword()}`);
  await chooseNewPassword(page);
});

test("the code of the last mail works after a reload, and after asking once more than mails are sent", async ({
  page,
  server,
}) => {
  const email = await register(server);
  const newest = () => server.mailTo(email, routes.resetPassword());
  let { link, code } = { link: "", code: "" };
  for (let mail = 0; mail < 3; mail += 1) {
    await askForReset(page, email);
    await expect.poll(async () => (await newest()).link).not.toBe(link);
    ({ link, code } = await newest());
  }
  await askForReset(page, email);
  await page.goto(routes.forgotPassword());
  await page.getByText("Enter a code that you have").click();
  await page.getByLabel("Code from the mail").fill("00000000");
  await page.getByRole("button", { name: "Go on with the code" }).click();
  await expect(page.getByLabel("Code from the mail")).toHaveAccessibleDescription(/wrong or too old/);
  await page.getByLabel("Code from the mail").fill(code);
  await page.getByRole("button", { name: "Go on with the code" }).click();
  await page.waitForURL(`**${routes.resetPassword()}`);
  await chooseNewPassword(page);
});

test("with two-factor on a new password takes a code, and what is wrong with it stands at its field", {
  tag: "@phone",
}, async ({ page, server }) => {
  const email = await register(server);
  const { access_token: token } = await post(server, apiRoutes.logIn(), { email, password: PASSWORD });
  // A mail to an address that nobody has confirmed passes a second factor by.
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
  await askForReset(page, email);
  await page.goto((await server.mailTo(email, routes.resetPassword())).link);
  expect(await findProblems(page)).toEqual([]);
  const code = page.getByLabel("Code", { exact: true });
  await code.fill("000000");
  await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Set new password" }).click();
  await expect(code).toHaveAccessibleDescription(/That code is wrong/);
  await page.getByRole("link", { name: "Use a recovery code" }).click();
  await page.getByLabel("Recovery code").fill(recoveryCodes[0]);
  expect(await findProblems(page)).toEqual([]);
  await chooseNewPassword(page);
});

test("an address without an account is answered as one that has one", async ({ page }) => {
  await askForReset(page, newEmail());
  await expect(page.getByLabel("Code from the mail")).toBeVisible();
});

test("“This wasn’t me” ends the reset", { tag: "@phone" }, async ({ page, server }) => {
  const email = await register(server);
  await askForReset(page, email);
  const { link, notMe } = await server.mailTo(email, routes.resetPassword());
  await page.goto(notMe);
  expect(page.url()).toBe(server.origin + routes.notMe());
  await expect(page.getByText("Somebody asked for a link to a new password.")).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "This wasn’t me" }).click();
  await expect(page.getByText("Done. What it was about has ended")).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link is used up or too old");
});

test("an address is changed by the link, and taken back from the old one", { tag: "@phone" }, async ({
  page,
  server,
}) => {
  const [old, wanted] = [newEmail(), newEmail()];
  await signUp(page, old);
  await page.goto(routes.changeEmail());
  expect(await findProblems(page)).toEqual([]);
  await page.getByLabel("New address").fill(wanted);
  await page.getByRole("button", { name: "Change address" }).click();
  await expect(page.getByText("Check the mail of that address")).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
  const { link, code } = await server.mailTo(wanted, routes.confirmEmail());
  expect(code).toMatch(/^\d{4} \d{4}$/);
  await page.goto(link);
  expect(await findProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expect(page.getByText("Your address is confirmed.")).toBeVisible();
  await page.getByRole("link", { name: "Go to your account" }).click();
  await expect(page.getByText(wanted).first()).toBeVisible();

  await page.goto((await server.mailTo(old, routes.undoEmail())).link);
  expect(await findProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Take the address back" }).click();
  await expect(page.getByText(`Your address is ${old} again.`)).toBeVisible();
  await page.goto(routes.account());
  await expect(page).toHaveURL(new RegExp(routes.logIn()));
  await logIn(page, old, PASSWORD);
  await page.waitForURL(`**${routes.account()}`);
});

test("an address is confirmed by the code", async ({ page, server }) => {
  const email = newEmail();
  await signUp(page, email);
  await page.getByRole("link", { name: "Confirm or change it" }).click();
  await page.getByRole("button", { name: "Mail me a link to confirm it" }).click();
  await page.getByLabel("Code from the mail").fill((await server.mailTo(email, routes.confirmEmail())).code);
  await page.getByRole("button", { name: "Confirm address" }).click();
  await page.waitForURL(`**${routes.account()}`);
  await expect(page.getByText("Your address is confirmed")).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a forgotten password is replaced by code, after a wrong one and another mail", async ({ page, server }) => {
    const email = await register(server);
    await askForReset(page, email);
    await page.getByLabel("Code from the mail").fill("00000000");
    await page.getByRole("button", { name: "Go on with the code" }).click();
    await expect(page.getByLabel("Code from the mail")).toHaveAccessibleDescription(/wrong or too old/);
    const first = (await server.mailTo(email, routes.resetPassword())).link;
    await page.getByRole("button", { name: "Send again" }).click();
    await expect(page.getByText("a reset link has been sent.")).toBeVisible();
    await expect.poll(async () => (await server.mailTo(email, routes.resetPassword())).link).not.toBe(first);
    await page.getByLabel("Code from the mail").fill((await server.mailTo(email, routes.resetPassword())).code);
    await page.getByRole("button", { name: "Go on with the code" }).click();
    await page.waitForURL(`**${routes.resetPassword()}`);
    await chooseNewPassword(page);
    await logIn(page, email, NEW_PASSWORD);
    await page.waitForURL(`**${routes.account()}`);
  });

  test("a link is answered by its button", async ({ page, server }) => {
    const email = await register(server);
    await askForReset(page, email);
    await page.goto((await server.mailTo(email, routes.resetPassword())).notMe);
    await page.getByRole("button", { name: "This wasn’t me" }).click();
    await expect(page.getByText("Done. What it was about has ended")).toBeVisible();
    await page.goto(routes.notMe());
    await expect(page.getByText("This link is used up or too old.")).toBeVisible();
  });
});

test.describe("where an address has to be proven", () => {
  test.use({ baseURL: ({ verifying }, provide) => provide(verifying.origin) });

  async function askToSignUp(page: Page, email: string): Promise<void> {
    await page.goto(routes.signUp());
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    await page.waitForURL(`**${routes.verifyEmail()}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check your mail");
  }

  test("a sign-up is confirmed by the link in the browser that signed up, with one button", { tag: "@phone" }, async ({
    page,
    verifying,
  }) => {
    const email = newEmail();
    await askToSignUp(page, email);
    expect(await findProblems(page)).toEqual([]);
    await page.goto((await verifying.mailTo(email, routes.verifyEmail())).link);
    await expect(page.getByLabel("Password", { exact: true })).toHaveCount(0);
    expect(await findProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Confirm address" }).click();
    await page.waitForURL(`**${routes.account()}`);
    await expect(page.getByText("Your address is confirmed")).toBeVisible();
  });

  test("or by the code", async ({ page, verifying }) => {
    const email = newEmail();
    await askToSignUp(page, email);
    await page.getByLabel("Code from the mail").fill((await verifying.mailTo(email, routes.verifyEmail())).code);
    await page.getByRole("button", { name: "Confirm address" }).click();
    await page.waitForURL(`**${routes.account()}`);
  });

  test("another browser needs the password that was chosen", { tag: "@phone" }, async ({
    page,
    browser,
    verifying,
  }) => {
    const email = newEmail();
    await askToSignUp(page, email);
    const second = await browser.newContext({ baseURL: verifying.origin });
    const other = await second.newPage();
    await other.goto((await verifying.mailTo(email, routes.verifyEmail())).link);
    expect(await findProblems(other)).toEqual([]);
    const password = other.getByLabel("Password", { exact: true });
    await password.fill("wrong-password-1");
    await other.getByRole("button", { name: "Confirm address" }).click();
    await expect(password).toHaveAccessibleDescription("Is not the password that was chosen at sign-up.");
    await password.fill(PASSWORD);
    await other.getByRole("button", { name: "Confirm address" }).click();
    await other.waitForURL(`**${routes.account()}`);
    await second.close();
  });

  test("an address that is taken is answered as one that is free, and its owner is told", async ({
    page,
    verifying,
  }) => {
    const email = newEmail();
    await askToSignUp(page, email);
    await page.getByLabel("Code from the mail").fill((await verifying.mailTo(email, routes.verifyEmail())).code);
    await page.getByRole("button", { name: "Confirm address" }).click();
    await page.waitForURL(`**${routes.account()}`);
    await page.getByRole("button", { name: "Log out" }).click();
    await askToSignUp(page, email);
  });
});
