import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";

export const PASSWORD = "violet-anchor-73-meadow";

/** An email address that no other test uses. */
export function newEmail(): string {
  return `person-${randomBytes(6).toString("hex")}@example.org`;
}

export async function signUp(page: Page, email: string): Promise<void> {
  await page.goto(routes.signUp());
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL(`**${routes.account()}*`);
}

export async function logIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto(routes.logIn());
  await page.getByLabel("Email address or username").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
}
