import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { findAccessibilityProblems } from "./support/axe";
import { readPassword, recordRequests } from "./support/generator";
import { expect, test } from "./support/test";
import { findTouchProblems } from "./support/touch";
import { useRandomNetwork } from "./support/two-factor";
import { newEmail, signUp } from "./support/users";

test.beforeEach(({ context }) => useRandomNetwork(context));

async function keepReceipt(page: Page, label: string): Promise<void> {
  await page.getByRole("button", { name: "Save a receipt" }).click();
  await page.getByLabel("Label (optional)").fill(label);
  await page.getByRole("button", { name: "Save receipt", exact: true }).click();
  await expect(page.getByRole("dialog").getByText("Receipt saved.")).toBeVisible();
}

async function lookUp(page: Page, password: string): Promise<void> {
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Check password" }).click();
}

test("a password is recognised later, a changed one is not, and neither leaves the browser", async ({ page }) => {
  await signUp(page, newEmail());
  const requests = recordRequests(page);
  const sockets: string[] = [];
  page.on("websocket", (socket) => sockets.push(socket.url()));
  // Without symbols a password is encoded the same way in a URL, in JSON and in a form.
  await page.goto(`${routes.home()}?use_special_chars=false`);
  const password = await readPassword(page);
  await keepReceipt(page, "example.com");
  expect(await readPassword(page)).toBe(password);

  await page.goto(routes.receipts());
  await expect(page.getByRole("heading", { name: "example.com" })).toBeVisible();
  await lookUp(page, password);
  await expect(page.getByText("You generated this password here.", { exact: true })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "for example.com" })).toBeVisible();
  const changed = password.slice(0, -1);
  await lookUp(page, changed);
  await expect(page.getByText("You have no receipt for this password.")).toBeVisible();

  const posts = requests.filter(({ all }) => all.includes("next-action"));
  expect(posts.length).toBeGreaterThanOrEqual(3);
  // Parts that all variants contain, so that none is missed.
  for (const part of [
    changed,
    password,
    password.slice(1),
    encodeURIComponent(password),
    btoa(password).slice(0, 20),
    [...password].reverse().join(""),
  ]) {
    expect(requests.filter(({ all }) => all.includes(part))).toEqual([]);
  }
  expect(sockets).toEqual([]);
  expect(page.url()).not.toContain(changed);
});

test("a password that is guessable from its fingerprint gets no receipt", async ({ page }) => {
  await signUp(page, newEmail());
  for (const query of ["?mode=pin&length=12", "?length=8"]) {
    await page.goto(routes.home() + query);
    await page.getByRole("button", { name: "Save a receipt" }).click();
    await expect(page.getByText("has fewer than 60 bits")).toBeVisible();
    await expect(page.getByRole("button", { name: "Save receipt", exact: true })).toHaveCount(0);
  }
});

test("Enter saves a receipt without generating a new password, and the receipt can be deleted", async ({ page }) => {
  await signUp(page, newEmail());
  await page.goto(`${routes.home()}?mode=pronounceable&length=30`);
  await page.getByRole("button", { name: "Save a receipt" }).click();
  const made = await page.getByRole("group", { name: "Password", exact: true, includeHidden: true }).textContent();
  await page.getByLabel("Label (optional)").press("Enter");
  await expect(page.getByRole("dialog").getByText("Receipt saved.")).toBeVisible();
  expect(await page.getByRole("group", { name: "Password", exact: true, includeHidden: true }).textContent()).toBe(
    made,
  );

  await page.getByRole("dialog").getByRole("link", { name: "Your receipts" }).click();
  // An action that begins before the navigation has ended is dropped.
  await page.waitForURL(`**${routes.receipts()}`);
  await expect(page.getByText("Password that is easy to say,")).toBeVisible();
  await page.getByRole("button", { name: "Delete the receipt: no label" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("The receipt was deleted.")).toBeVisible();
  await expect(page.getByText("No receipts yet")).toBeVisible();
});

test("visitors aren't offered receipts", async ({ page }) => {
  await page.goto(routes.home());
  await readPassword(page);
  await expect(page.getByRole("button", { name: "QR code" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Save a receipt" })).toHaveCount(0);
});

test.describe("in a browser without SubtleCrypto", () => {
  test("the page says why", async ({ page }) => {
    await signUp(page, newEmail());
    // As over plain http in a local network.
    await page.addInitScript(() =>
      Object.defineProperty(Crypto.prototype, "subtle", { value: undefined, configurable: true }),
    );
    await page.goto(routes.home());
    await readPassword(page);
    await page.getByRole("button", { name: "Save a receipt" }).click();
    await expect(page.getByText("Receipts need HTTPS.")).toBeVisible();
  });
});

test.describe("without a connection", () => {
  test.use({ expectedConsoleErrors: [/ERR_INTERNET_DISCONNECTED|Failed to fetch/] });

  test("saving a receipt shows an error, and works after reconnecting", async ({ page, context }) => {
    await signUp(page, newEmail());
    await page.goto(routes.home());
    await readPassword(page);
    await page.getByRole("button", { name: "Save a receipt" }).click();
    await context.setOffline(true);
    await page.getByRole("button", { name: "Save receipt", exact: true }).click();
    await expect(page.getByText("You seem to be offline. Try again.")).toBeVisible();
    await context.setOffline(false);
    await page.getByRole("button", { name: "Save receipt", exact: true }).click();
    await expect(page.getByRole("dialog").getByText("Receipt saved.")).toBeVisible();
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the page has no field that could send a password", async ({ page }) => {
    await signUp(page, newEmail());
    await page.goto(routes.receipts());
    await expect(page.locator("main input:not([type=hidden])")).toHaveCount(0);
    await expect(page.getByText("No receipts yet")).toBeVisible();
  });
});

test("axe-core finds no problems with receipts", { tag: "@phone" }, async ({ page, isMobile }) => {
  await signUp(page, newEmail());
  await page.goto(routes.home());
  const password = await readPassword(page);
  await page.getByRole("button", { name: "Save a receipt" }).click();
  expect(await findAccessibilityProblems(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await keepReceipt(page, "example.com");
  expect(await findAccessibilityProblems(page)).toEqual([]);
  await page.goto(routes.receipts());
  await lookUp(page, password);
  await expect(page.getByText("You generated this password here.", { exact: true })).toBeVisible();
  expect(await findAccessibilityProblems(page)).toEqual([]);
  if (isMobile) expect(await findTouchProblems(page)).toEqual([]);
});
