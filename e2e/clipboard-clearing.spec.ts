import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { regenerate, readPassword } from "./support/generator";
import { expect, test } from "./support/test";

const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

async function copyWithClearing(page: Page): Promise<string> {
  await page.clock.install();
  await page.goto(routes.home());
  await expect(regenerate(page)).toBeVisible();
  await page.getByRole("checkbox", { name: "Clear clipboard after 30 s" }).check();
  const password = await readPassword(page);
  await page.getByRole("button", { name: "Copy password" }).click();
  await expect.poll(() => clipboard(page)).toBe(password);
  await expect(page.getByText(/The clipboard is cleared in \d+ s/)).toBeVisible();
  return password;
}

test.beforeEach(({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

test("the clipboard is cleared even after a change of tab", async ({ page }) => {
  await copyWithClearing(page);
  await page.getByRole("link", { name: "PIN" }).click();
  await expect(page.getByRole("group", { name: "PIN", exact: true })).toHaveText(/^\d{6}$/);
  await expect(page.getByText(/The clipboard is cleared in \d+ s/)).toBeVisible();
  for (let second = 0; second <= 30; second += 1) await page.clock.runFor(1000);
  await expect.poll(() => clipboard(page)).toBe("");
  await expect(page.getByText(/The clipboard is cleared/)).toHaveCount(0);
});

test("text copied later in another program stays on the clipboard", async ({ page }) => {
  await copyWithClearing(page);
  await page.evaluate(() => navigator.clipboard.writeText("from another program"));
  for (let second = 0; second <= 30; second += 1) await page.clock.runFor(1000);
  await expect(page.getByText(/The clipboard is cleared/)).toHaveCount(0);
  expect(await clipboard(page)).toBe("from another program");
});

test("text copied later from this page stays when the clipboard can't be read", async ({ page }) => {
  // Like Firefox and Safari, where reading would prompt the user, so the page doesn't read.
  await page.addInitScript(() => {
    navigator.permissions.query = () => Promise.reject(new TypeError("clipboard-read is not known"));
  });
  await copyWithClearing(page);
  await page.getByText("Use the API").click();
  await page.getByRole("button", { name: "Copy POST request" }).click();
  const request = await clipboard(page);
  expect(request).toContain("curl");
  for (let second = 0; second <= 30; second += 1) await page.clock.runFor(1000);
  await expect(page.getByText(/The clipboard is cleared/)).toHaveCount(0);
  expect(await clipboard(page)).toBe(request);
});
