import { randomInt } from "node:crypto";
import type { BrowserContext, Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { Authenticator, readQrCodeIn } from "./authenticator";
import { newEmail, PASSWORD, logIn, signUp } from "./users";

export type Enrolled = { email: string; authenticator: Authenticator; codes: string[] };

/** Sends requests from a random address: sign-ups are limited by network, and a test run has only one. */
export async function useRandomNetwork(context: BrowserContext): Promise<void> {
  await context.setExtraHTTPHeaders({
    "x-forwarded-for": `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`,
  });
}

/** Scans the QR code on the page, as an authenticator app would. */
export async function scan(page: Page): Promise<{ uri: URL; secret: string; authenticator: Authenticator }> {
  const uri = new URL(await readQrCodeIn(page.getByRole("img", { name: /^QR code/ })));
  const secret = uri.searchParams.get("secret") ?? "";
  return { uri, secret, authenticator: new Authenticator(secret) };
}

export async function readRecoveryCodes(page: Page): Promise<string[]> {
  const codes = page.locator("ol > li").filter({ hasText: /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/ });
  await codes.first().waitFor();
  return codes.allTextContents();
}

/** Signs up a user, turns two-factor authentication on and confirms the recovery codes. */
export async function enrol(page: Page): Promise<Enrolled> {
  const email = newEmail();
  await signUp(page, email);
  await page.goto(routes.addAuthenticator());
  const { authenticator } = await scan(page);
  await page.getByLabel("Code from the app").fill(await authenticator.nextCode());
  await page.getByRole("button", { name: "Turn on two-factor authentication" }).click();
  await page.getByRole("heading", { name: "Your recovery codes", exact: true }).waitFor();
  const codes = await readRecoveryCodes(page);
  await page.getByLabel("One of your recovery codes").fill(codes[9] ?? "");
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await page.waitForURL(`**${routes.securityAfter("codes-confirmed")}`);
  return { email, authenticator, codes };
}

export async function logOut(page: Page): Promise<void> {
  // On a phone the button is in the menu.
  const menu = page.getByRole("button", { name: "Menu" });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByRole("link", { name: "Log in" }).first().waitFor();
}

/** Logs in with the password, up to the page that asks for the code. */
export async function logInToSecondStep(page: Page, email: string): Promise<void> {
  await logIn(page, email, PASSWORD);
  await page.waitForURL(`**${routes.verifyLogIn()}`);
}
