import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { logInAsAdministrator, testWithAdministrator } from "./support/administrator";
import { readQrCodeIn } from "./support/authenticator";
import { readPassword } from "./support/generator";
import { expect } from "./support/test";
import { newEmail, signUp } from "./support/users";

const test = testWithAdministrator();

// Decoded from what the screen shows: many scanners can't read light modules on a dark background.
test.describe("in the dark theme a phone reads the QR code of", () => {
  test.use({ colorScheme: "dark" });

  test("a password", async ({ page }) => {
    await page.goto(routes.home());
    const password = await readPassword(page);
    await page.getByRole("button", { name: "QR code" }).click();
    expect(await readQrCodeIn(page.getByRole("img", { name: "QR code of the password" }))).toBe(password);
  });

  test("an authenticator's secret", async ({ page }) => {
    await logInAsAdministrator(page);
    await page.goto(routes.addAuthenticator());
    const uri = await page.getByRole("link", { name: "Open in an app on this device" }).getAttribute("href");
    expect(uri).toMatch(/^otpauth:/);
    expect(await readQrCodeIn(page.getByRole("img", { name: /^QR code of the secret/ }))).toBe(uri);
  });

  test("an invitation and a reset link", async ({ page, browser, latchkey }) => {
    await logInAsAdministrator(page);
    await page.goto(routes.newUser());
    await page.getByLabel("Note").fill("for a phone");
    await page.getByText("Other ways").click();
    await page.getByLabel("Anyone with the link").check();
    await page.getByRole("button", { name: "Create invitation" }).click();
    expect(await linkInQrCode(page)).toBe(await page.locator("main code").first().innerText());

    const email = newEmail();
    const theirs = await (await browser.newContext({ baseURL: latchkey.origin })).newPage();
    await signUp(theirs, email);
    await theirs.context().close();
    await page.goto(routes.users({ q: email }));
    await page.getByRole("table", { name: "Users" }).locator("tbody").getByRole("link").first().click();
    await page.getByRole("button", { name: "Create reset link" }).click();
    expect(await linkInQrCode(page)).toBe(await page.locator("main code").first().innerText());
  });
});

async function linkInQrCode(page: Page): Promise<string> {
  await page.getByText("Show QR code").click();
  return readQrCodeIn(page.getByRole("img", { name: "QR code of the link" }));
}
