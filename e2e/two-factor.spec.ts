import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { codeAt } from "./support/authenticator";
import { findAccessibilityProblems } from "./support/axe";
import { startLatchkey } from "./support/latchkey-process";
import { expect, test } from "./support/test";
import { findTouchProblems } from "./support/touch";
import { useRandomNetwork, enrol, logInToSecondStep, logOut, readRecoveryCodes, scan } from "./support/two-factor";
import { newEmail, PASSWORD, signUp } from "./support/users";

// Each code works once, so a test may have to wait up to 30 seconds for the next one.
test.describe.configure({ timeout: 180_000 });
test.beforeEach(({ context }) => useRandomNetwork(context));

const codeField = (page: Page) => page.getByLabel("Code", { exact: true });
const alertIn = (page: Page) => page.getByRole("main").getByRole("alert");

test("the tests' authenticator gives the codes of RFC 6238", () => {
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  for (const [seconds, code] of [
    [59, "287082"],
    [1111111109, "081804"],
    [20000000000, "353130"],
  ] as const) {
    expect(codeAt(secret, Math.floor(seconds / 30))).toBe(code);
  }
});

test("the QR code sets up an authenticator app, and codes and recovery codes work once", async ({ page, context }) => {
  const email = newEmail();
  await signUp(page, email);
  await page.getByRole("link", { name: "Set up two-factor authentication" }).click();
  const { uri, secret, authenticator } = await scan(page);
  expect(uri.protocol).toBe("otpauth:");
  expect(decodeURIComponent(uri.pathname)).toMatch(new RegExp(`Latchkey:${email}$`));
  expect(uri.searchParams.get("issuer")).toBe("Latchkey");
  const shownSecret = page.getByText(secret.replaceAll(/(.{4})(?=.)/g, "$1 "));
  await expect(shownSecret).toBeVisible();
  await expect(shownSecret).toHaveJSProperty("translate", false);
  await expect(page.getByRole("link", { name: "Open in an app" })).toHaveAttribute("href", uri.toString());
  await page.goto(routes.account());
  await page.goto(routes.addAuthenticator());
  expect((await scan(page)).secret).toBe(secret);

  await page.getByLabel("Code from the app").fill("000000");
  await page.getByRole("button", { name: "Turn on two-factor authentication" }).click();
  await expect(alertIn(page)).toContainText("That code is wrong");
  await page.getByLabel("Code from the app").fill(await authenticator.nextCode());
  await page.getByRole("button", { name: "Turn on two-factor authentication" }).click();
  await expect(page.getByRole("heading", { name: "Save your recovery codes" })).toBeVisible();
  const codes = await readRecoveryCodes(page);
  expect(new Set(codes).size).toBe(10);
  await expect(page.getByText(codes[0] ?? "")).toHaveJSProperty("translate", false);
  expect(page.url() + JSON.stringify(await context.cookies())).not.toContain(codes[0]);

  const downloads = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  const file = await (await downloads).createReadStream();
  const text = (await file.toArray()).join("");
  for (const code of codes) expect(text).toContain(code);

  await page.goto(routes.security());
  await expect(page.getByRole("region", { name: "Recovery codes" })).toContainText("Not confirmed");
  await page.getByRole("link", { name: "Confirm your recovery codes" }).click();
  await page.getByLabel("One of your recovery codes").fill((codes[0] ?? "").toLowerCase());
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await page.waitForURL(`**${routes.securityAfter("codes-confirmed")}`);
  await expect(page.getByText("10 of 10 left")).toBeVisible();
  await expect(alertIn(page)).toHaveCount(0);

  await logOut(page);
  await logInToSecondStep(page, email);
  // Without the code, no page is accessible.
  for (const path of [
    routes.account(),
    routes.security(),
    routes.addAuthenticator(),
    routes.recoveryCodes(),
    routes.changePassword(),
    routes.confirmPassword(),
  ]) {
    await page.goto(path);
    await expect(page, path).toHaveURL(new RegExp(`${routes.logIn()}\\?next=`));
  }
  await page.goto(routes.verifyLogIn(routes.sessions()));
  await expect(page).toHaveTitle(/Enter your code/);
  await codeField(page).fill("000000");
  await expect(alertIn(page)).toContainText("4 attempts left");
  const code = await authenticator.nextCode();
  await codeField(page).pressSequentially(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.waitForURL(`**${routes.sessions()}`);

  await logOut(page);
  await logInToSecondStep(page, email);
  await codeField(page).fill(code);
  await expect(alertIn(page)).toContainText("already used. Wait for the next one.");
  await page.getByRole("link", { name: "Use a recovery code instead" }).click();
  await expect(page).toHaveTitle(/Enter a recovery code/);
  await page.getByLabel("Recovery code").fill(codes[3] ?? "");
  await page.getByRole("button", { name: "Log in", exact: true }).click();
  await page.waitForURL(`**${routes.securityAfter("recovery-code")}`);
  await expect(page.getByText("9 of 10 left")).toBeVisible();
});

test("5 wrong codes end the log-in, and the second asks which account the code is for", async ({ page }) => {
  const { email } = await enrol(page);
  await logOut(page);
  await logInToSecondStep(page, email);
  for (const [wrong, said] of [
    ["000001", "4 attempts left"],
    ["000002", "3 attempts left"],
    ["000003", "2 attempts left"],
    ["000004", "1 attempt left"],
  ] as const) {
    await codeField(page).fill(wrong);
    await expect(alertIn(page)).toContainText(said);
    const advice = page.getByText("Check that the code is for this account.");
    await expect(advice).toHaveCount(wrong === "000001" ? 0 : 1);
    // Guesses don't fit a clock that is off.
    await expect(page.getByText(/\d\d:\d\d:\d\d UTC/)).toHaveCount(0);
  }
  await codeField(page).fill("000005");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Log in again");
  await page.getByRole("main").getByRole("link", { name: "Log in" }).click();
  await expect(page).toHaveURL(new RegExp(`${routes.logIn()}$`));
});

test("a trusted browser needs no code until trusted browsers are forgotten", async ({ page }) => {
  const { email, authenticator } = await enrol(page);
  await logOut(page);
  await logInToSecondStep(page, email);
  await page.getByLabel("Trust this browser for 30 days").check();
  await codeField(page).fill(await authenticator.nextCode());
  await page.waitForURL(`**${routes.account()}*`);
  await logOut(page);
  await page.goto(routes.logIn());
  await page.getByLabel("Email address or username").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
  await page.waitForURL(`**${routes.account()}*`);

  await page.goto(routes.security());
  await expect(page.getByRole("region", { name: "Trusted browsers" })).toContainText("1");
  await page.getByRole("button", { name: "Forget all trusted browsers" }).click();
  await expect(page.getByText("All browsers will be asked for a code again.")).toBeVisible();
  await logOut(page);
  await logInToSecondStep(page, email);
});

test("recovery codes let a user replace a lost authenticator app", async ({ page }) => {
  const { email, codes } = await enrol(page);
  await logOut(page);
  await logInToSecondStep(page, email);
  await page.getByRole("link", { name: "Use a recovery code instead" }).click();
  await page.getByLabel("Recovery code").fill(codes[0] ?? "");
  await page.getByRole("button", { name: "Log in", exact: true }).click();
  await page.waitForURL(`**${routes.securityAfter("recovery-code")}`);
  await expect(page.getByText("You logged in with a recovery code. You have 9 left.")).toBeVisible();

  await page.goto(routes.confirmPassword({ next: routes.security() }));
  await page.getByRole("link", { name: "Use a recovery code instead" }).click();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Recovery code").fill(codes[0] ?? "");
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(alertIn(page)).toContainText("Recovery code: That recovery code was already used");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Recovery code").fill(codes[1] ?? "");
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.waitForURL(`**${routes.security()}`);
  await expect(page.getByText("8 of 10 left")).toBeVisible();

  await page.getByRole("link", { name: "Add an authenticator app" }).click();
  const { authenticator } = await scan(page);
  await page.getByLabel("Name").fill("New phone");
  await page.getByLabel("Code from the app").fill(await authenticator.nextCode());
  await page.getByRole("button", { name: "Add authenticator app" }).click();
  await page.waitForURL(`**${routes.securityAfter("app-added")}`);
  await expect(
    page.getByText("“New phone” was added. You can log in with its codes. Lost “Phone”? Remove it below."),
  ).toBeVisible();
  await page.getByRole("button", { name: "Remove Phone", exact: true }).click();
  await page.getByRole("dialog", { name: "Remove “Phone”?" }).getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("“Phone” was removed. Its codes no longer work.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "New phone" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Phone", exact: true })).toHaveCount(0);

  await page.getByRole("button", { name: "Rename New phone" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Desk");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByRole("heading", { name: "Desk" })).toBeVisible();

  await page.getByRole("button", { name: "Remove Desk", exact: true }).click();
  const question = page.getByRole("dialog", { name: "Remove your only authenticator app?" });
  await expect(question.getByRole("link", { name: "Add another authenticator app first" })).toBeVisible();
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(question).toBeHidden();
  await page.getByRole("button", { name: "Turn off…" }).click();
  await page.getByRole("button", { name: "Turn off", exact: true }).click();
  await expect(page.getByText("Two-factor authentication is off.")).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("set-up, new recovery codes, and log-in with a code and a recovery code work", async ({ page }) => {
    const email = newEmail();
    await signUp(page, email);
    await page.goto(routes.addAuthenticator());
    const { authenticator } = await scan(page);
    await page.getByLabel("Code from the app").fill(await authenticator.nextCode());
    await page.getByRole("button", { name: "Turn on two-factor authentication" }).click();
    await expect(page.getByRole("heading", { name: "Save your recovery codes" })).toBeVisible();
    expect(await readRecoveryCodes(page)).toHaveLength(10);

    // A wrong code leads to a page that can show the error.
    await page.getByLabel("One of your recovery codes").fill("A".repeat(24));
    await page.getByRole("button", { name: "Confirm", exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`${routes.recoveryCodes()}$`));
    await expect(alertIn(page)).toContainText("That isn’t one of your newest recovery codes");
    await page.getByRole("button", { name: "Replace codes" }).click();
    const codes = await readRecoveryCodes(page);
    expect(codes).toHaveLength(10);
    await page.getByLabel("One of your recovery codes").fill(codes[9] ?? "");
    await page.getByRole("button", { name: "Confirm", exact: true }).click();
    await page.waitForURL(`**${routes.securityAfter("codes-confirmed")}`);

    await logOut(page);
    await logInToSecondStep(page, email);
    await page.getByLabel("Trust this browser for 30 days").check();
    await codeField(page).fill("000000");
    await page.getByRole("button", { name: "Log in", exact: true }).click();
    await expect(alertIn(page)).toContainText("4 attempts left");
    await expect(page.getByLabel("Trust this browser for 30 days")).toBeChecked();
    await page.getByLabel("Trust this browser for 30 days").uncheck();
    await codeField(page).fill(await authenticator.nextCode());
    await page.getByRole("button", { name: "Log in", exact: true }).click();
    await page.waitForURL(`**${routes.account()}*`);

    await logOut(page);
    await logInToSecondStep(page, email);
    await page.getByRole("link", { name: "Use a recovery code instead" }).click();
    await page.getByLabel("Recovery code").fill(codes[0] ?? "");
    await page.getByRole("button", { name: "Log in", exact: true }).click();
    await page.waitForURL(`**${routes.securityAfter("recovery-code")}`);
    await expect(page.getByText("9 of 10 left", { exact: true })).toBeVisible();

    await page.getByRole("button", { name: "Remove Phone", exact: true }).click();
    await page.getByRole("button", { name: "Remove and turn off" }).click();
    await expect(page.getByText("Two-factor authentication is off.")).toBeVisible();
  });
});

test("only the recovery codes are printed", async ({ page }) => {
  await enrol(page);
  await page.goto(routes.recoveryCodes());
  await page.getByRole("button", { name: "Replace codes" }).click();
  await expect(page.getByRole("heading", { name: "Your recovery codes", exact: true })).toBeVisible();
  const codes = await readRecoveryCodes(page);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const printed = (await page.locator("body").innerText()).split("\n").filter((line) => line.trim() !== "");
  expect(printed.slice(2)).toEqual(codes);
  await expect(page.locator("ol > li").first()).toHaveCSS("color", "rgb(26, 25, 22)");
});

test.describe("axe-core finds no problems, and all touch targets are large enough on a phone,", {
  tag: "@phone",
}, () => {
  async function check(page: Page, view: string): Promise<void> {
    expect(await findAccessibilityProblems(page), view).toEqual([]);
    const isPhone = await page.evaluate(() => matchMedia("(pointer: coarse)").matches);
    if (isPhone) expect(await findTouchProblems(page), view).toEqual([]);
  }

  test("on the two-factor set-up page", async ({ page }) => {
    await signUp(page, newEmail());
    await page.goto(routes.security());
    await check(page, "two-factor off");
    await page.goto(routes.addAuthenticator());
    await check(page, "set-up");
    const { authenticator } = await scan(page);
    await page.getByLabel("Code from the app").fill("000000");
    await page.getByRole("button", { name: "Turn on two-factor authentication" }).click();
    await expect(alertIn(page)).toBeVisible();
    await check(page, "set-up with a wrong code");
    await page.getByLabel("Code from the app").fill(await authenticator.nextCode());
    await page.getByRole("button", { name: "Turn on two-factor authentication" }).click();
    await expect(page.getByRole("heading", { name: "Your recovery codes", exact: true })).toBeVisible();
    await check(page, "recovery codes shown");
  });

  test("on the account pages with two-factor on", async ({ page }) => {
    await enrol(page);
    await check(page, "two-factor on");
    for (const name of ["Turn off…", "Rename Phone", "Remove Phone"]) {
      await page.getByRole("button", { name }).click();
      await check(page, name);
      await page.keyboard.press("Escape");
    }
    for (const path of [
      routes.recoveryCodes(),
      routes.account(),
      routes.confirmPassword(),
      routes.confirmPassword({ method: "recovery_code" }),
    ]) {
      await page.goto(path);
      await check(page, path);
    }
  });

  test("at the second step of a log-in", async ({ page }) => {
    const { email, authenticator } = await enrol(page);
    await logOut(page);
    await logInToSecondStep(page, email);
    await check(page, "second step");
    // Two codes of a clock that is 5 minutes fast, one after the other.
    for (const steps of [10, 11]) {
      await expect(page.getByText(/UTC/)).toBeHidden();
      await codeField(page).fill(authenticator.codeWhenOff(steps));
      await expect(codeField(page)).toHaveValue("");
    }
    await expect(
      page
        .getByRole("paragraph")
        .filter({ hasText: /^That code is wrong: the clock of the device that shows it is about \d minutes ahead/ }),
    ).toBeVisible();
    await expect(page.getByText(/UTC/)).toBeVisible();
    await check(page, "second step with clock advice");
    await page.getByRole("link", { name: "Use a recovery code instead" }).click();
    await page.getByLabel("Recovery code").fill("A".repeat(24));
    await check(page, "second step by recovery code");
  });
});

const requiring = test.extend({
  // A server that requires two-factor authentication.
  baseURL: async ({}, runTest) => {
    const server = await startLatchkey({
      settings: { REQUIRE_2FA: "all", PASSWORD_POLICY: "nist", TRUSTED_PROXIES: "127.0.0.1" },
    });
    await server.ready();
    await runTest(server.origin.replace("127.0.0.1", "localhost"));
    await server.dispose();
  },
});

requiring(
  "with REQUIRE_2FA, every page leads to the set-up, and a password alone has a longer minimum",
  async ({ page }) => {
    await page.goto(routes.signUp());
    await page.getByLabel("Email address").fill(newEmail());
    await expect(page.getByText("At least 15 characters, or 8 with two-factor authentication.")).toBeVisible();
    await page.getByLabel("Password", { exact: true }).fill("anchor-73-mea");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(alertIn(page)).toContainText("at least 15 characters");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    for (const path of [routes.account(), routes.sessions(), routes.deleteAccount(), routes.exportAccount()]) {
      await page.waitForURL(`**${routes.addAuthenticator()}`);
      await expect(page.getByText("This server requires two-factor authentication.")).toBeVisible();
      await page.goto(path);
    }
    const { authenticator } = await scan(page);
    await page.getByLabel("Code from the app").fill(await authenticator.nextCode());
    await page.getByRole("button", { name: "Turn on two-factor authentication" }).click();
    await expect(page.getByRole("heading", { name: "Save your recovery codes" })).toBeVisible();

    await page.goto(routes.security());
    await expect(page.getByText("To remove it, add another one first")).toBeVisible();
    await expect(page.getByRole("button", { name: /Remove|Turn off/ })).toHaveCount(0);
    await page.goto(routes.changePassword());
    await expect(page.getByText("8 to 128 characters. Not your name or address.")).toBeVisible();
  },
);
