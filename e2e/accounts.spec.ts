import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { findAccessibilityProblems } from "./support/axe";
import { expect, test } from "./support/test";
import { logIn, newEmail, PASSWORD, signUp } from "./support/users";

const NEW_PASSWORD = "harbour-lantern-58-cedar";

test("ending a session or changing the password logs out the other browser", async ({ page, browser }) => {
  const email = newEmail();
  await signUp(page, email);
  await expect(page.getByText(email).first()).toBeVisible();

  const second = await browser.newContext();
  const other = await second.newPage();
  await logIn(other, email, PASSWORD);
  await other.waitForURL(`**${routes.account()}*`);

  await page.goto(routes.sessions());
  await page.getByRole("button", { name: /^End session/ }).click();
  await expect(page.getByText("No other sessions.")).toBeVisible();
  await other.goto(routes.account());
  await expect(other).toHaveURL(new RegExp(`${routes.logIn()}\\?next=`));

  await logIn(other, email, PASSWORD);
  await other.waitForURL(`**${routes.account()}*`);
  await page.goto(routes.changePassword());
  const current = page.getByLabel("Current password");
  await current.fill("wrong-password-1");
  await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(current).toHaveAccessibleDescription("This password is incorrect.");
  await expect(current).toHaveAttribute("aria-invalid", "true");
  await current.fill(PASSWORD);
  await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Change password" }).click();
  await page.waitForURL(`**${routes.security()}`);
  await expect(page.getByText("Your password was changed.")).toBeVisible();
  await other.reload();
  await expect(other).toHaveURL(new RegExp(routes.logIn()));
  await logIn(other, email, PASSWORD);
  await expect(other.getByRole("main").getByRole("alert")).toContainText(
    "That email, username or password isn’t right. Try again or reset your password.",
  );
  await logIn(other, email, NEW_PASSWORD);
  await other.waitForURL(`**${routes.account()}*`);
  await second.close();
});

test("repeated wrong passwords are one line of the activity, and older activity is on further pages", async ({
  page,
  browser,
}) => {
  const email = newEmail();
  await signUp(page, email);
  const stranger = await (await browser.newContext()).newPage();
  for (let guess = 0; guess < 3; guess += 1) {
    await logIn(stranger, email, `wrong-password-${guess}`);
    await expect(stranger.getByRole("main").getByRole("alert")).toBeVisible();
  }
  await stranger.context().close();
  await page.goto(routes.activity());
  await expect(page.getByText("Failed log-in, 3 times")).toBeVisible();

  await page.goto(routes.account());
  const name = page.getByLabel("Full name");
  await name.fill("Ada");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your profile was saved.")).toBeVisible();
  await page.goto(routes.activity());
  await expect(page.getByText("Profile changed")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Activity", level: 1 })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Account created" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Older" })).toHaveCount(0);
  expect(await findAccessibilityProblems(page)).toEqual([]);
});

test("a password change keeps the browser logged in, and a stolen copy of its cookie stops working", async ({
  page,
  context,
  browser,
}) => {
  await signUp(page, newEmail());
  const sessionCookie = async () => (await context.cookies()).find(({ name }) => name.endsWith("latchkey.session"));
  const stolen = await sessionCookie();
  if (stolen === undefined) throw new Error("There is no session cookie.");
  const thief = await browser.newContext();
  await thief.addCookies([stolen]);
  const thiefPage = await thief.newPage();
  await thiefPage.goto(routes.account());
  await expect(thiefPage.getByRole("button", { name: "Log out" })).toBeVisible();

  await changePassword(page);
  expect((await sessionCookie())?.value).not.toBe(stolen.value);
  expect(await sessionCookie()).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  await page.goto(routes.sessions());
  await expect(page.getByText("No other sessions.")).toBeVisible();
  await thiefPage.goto(routes.account());
  await expect(thiefPage).toHaveURL(new RegExp(`${routes.logIn()}\\?next=`));
  await thief.close();
});

test("a stolen session cookie stops working after log-out", async ({ page, context, browser }) => {
  await signUp(page, newEmail());
  const cookies = await context.cookies();
  const session = cookies.find(({ name }) => name.endsWith("latchkey.session"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  const reply = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Log out" }).click();
  expect(await (await reply).headerValue("clear-site-data")).toBe('"cache"');
  await expect(page.getByRole("link", { name: "Log in" })).toBeVisible();

  const attacker = await browser.newContext();
  await attacker.addCookies(cookies);
  const attackerPage = await attacker.newPage();
  await attackerPage.goto(routes.account());
  await expect(attackerPage).toHaveURL(new RegExp(routes.logIn()));
  expect(await (await attacker.request.get("/api/auth/session")).text()).toBe("null");
  await attacker.close();
});

test("the log-in page confirms log-out and deletion, and shows no other text from its URL", async ({ page }) => {
  const email = newEmail();
  const notice = page.getByRole("main").getByRole("status").filter({ hasText: /\S/ });
  await signUp(page, email);
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(notice).toHaveText("You are logged out.");
  expect(await findAccessibilityProblems(page)).toEqual([]);

  await logIn(page, email, PASSWORD);
  await page.waitForURL(`**${routes.account()}*`);
  await page.goto(routes.deleteAccount());
  await page.getByRole("button", { name: "Delete account…" }).click();
  await page.getByRole("button", { name: "Delete my account" }).click();
  await expect(notice).toHaveText("Your account was deleted. An administrator can restore it for 30 days.");
  await logIn(page, email, PASSWORD);
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "That email, username or password isn’t right. Try again or reset your password.",
  );

  for (const query of ["", "?after=", "?after=Call+0800+now", "?after=constructor", "?after=log-out&after=deletion"]) {
    await page.goto(routes.logIn() + query);
    await expect(page.getByRole("button", { name: "Log in", exact: true })).toBeVisible();
    await expect(notice).toHaveCount(0);
  }
});

test("log-in redirects to the requested page, and never to another site", async ({ page }) => {
  const email = newEmail();
  await signUp(page, email);
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page.getByRole("link", { name: "Log in" })).toBeVisible();

  for (const next of ["https://evil.example/", "//evil.example", "/\\evil.example"]) {
    await page.goto(`${routes.logIn()}?next=${encodeURIComponent(next)}`);
    await expect(page.locator("input[name=next]")).toHaveCount(0);
  }
  await page.goto(routes.sessions());
  await page.getByLabel("Email address or username").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
  await page.waitForURL(`**${routes.sessions()}`);
});

test("sign-up and log-out work with the keyboard alone", async ({ page }) => {
  const email = newEmail();
  await page.goto(routes.signUp());
  await page.getByLabel("Email address").focus();
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${routes.account()}*`);
  await page.getByRole("button", { name: "Log out" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Log in" })).toBeVisible();
});

test("a refused sign-up keeps the address and shows an error", async ({ page }) => {
  await page.goto(routes.signUp());
  await page.getByLabel("Email address").fill("ada@example.org");
  await page.getByLabel("Password", { exact: true }).fill("password1");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("Email address")).toHaveValue("ada@example.org");
  await expect(page).toHaveURL(new RegExp(routes.signUp()));
});

test("/.well-known/change-password redirects to the change-password page", async ({ request }) => {
  const reply = await request.get("/.well-known/change-password", { maxRedirects: 0 });
  expect(reply.status()).toBe(302);
  expect(reply.headers()["location"]).toMatch(new RegExp(`${routes.changePassword()}$`));
});

test("Auth.js's public endpoints create no session", async ({ request }) => {
  for (const path of ["providers", "signin", "signin/credentials", "error", "verify-request", "callback/credentials"]) {
    expect((await request.get(`/api/auth/${path}`, { maxRedirects: 0 })).status(), path).toBe(404);
  }
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const forms: Record<string, string>[] = [
    { csrfToken, ticket: "A".repeat(43) },
    { csrfToken, username: "admin", password: PASSWORD },
    { ticket: "A".repeat(43) },
  ];
  for (const form of forms) {
    const reply = await request.post("/api/auth/callback/credentials", {
      form,
      headers: { "sec-fetch-site": "same-origin" },
      maxRedirects: 0,
    });
    expect(reply.status()).toBeLessThan(500);
    expect(reply.headers()["set-cookie"] ?? "").not.toContain("latchkey.session=");
  }
  expect((await request.post("/api/auth/session", { data: { role: "admin" } })).status()).toBe(403);
  expect(await (await request.get("/api/auth/session")).text()).toBe("null");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("sign up, log out, log in and change the password", async ({ page }) => {
    const email = newEmail();
    await signUp(page, email);
    await page.getByRole("button", { name: "Log out" }).click();
    await expect(page.getByRole("status").filter({ hasText: "You are logged out." })).toBeVisible();
    await logIn(page, email, "wrong-password-1");
    await expect(page.getByRole("main").getByRole("alert")).toContainText(
      "That email, username or password isn’t right. Try again or reset your password.",
    );
    await logIn(page, email, PASSWORD);
    await page.waitForURL(`**${routes.account()}*`);
    const before = await page.context().cookies();
    await changePassword(page);
    const isSession = ({ name }: { name: string }): boolean => name.endsWith("latchkey.session");
    expect((await page.context().cookies()).find(isSession)?.value).not.toBe(before.find(isSession)?.value);
    await page.reload();
    const reply = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button", { name: "Log out" }).click();
    expect(await (await reply).headerValue("clear-site-data")).toBe('"cache"');
  });
});

test("axe-core finds no problems on the pages before log-in", { tag: "@phone" }, async ({ page }) => {
  for (const path of [routes.signUp(), routes.logIn(), routes.setup()]) {
    await page.goto(path);
    expect(await findAccessibilityProblems(page), path).toEqual([]);
  }
});

test("axe-core finds no problems on the account pages", { tag: "@phone" }, async ({ page }) => {
  await signUp(page, newEmail());
  for (const path of [
    routes.account(),
    routes.changePassword(),
    routes.sessions(),
    routes.deleteAccount(),
    routes.confirmPassword(),
  ]) {
    await page.goto(path);
    expect(await findAccessibilityProblems(page), path).toEqual([]);
  }
});

async function changePassword(page: Page): Promise<void> {
  await page.goto(routes.changePassword());
  await page.getByLabel("Current password").fill(PASSWORD);
  await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Change password" }).click();
  await page.waitForURL(`**${routes.security()}`);
  await expect(page.getByText("Your password was changed.")).toBeVisible();
}
