import { routes } from "@/lib/routes";
import { openAdvanced } from "./support/generator";
import { openWithoutScripts } from "./support/open-without-scripts";
import { expect, test } from "./support/test";

test("text typed before the generator's script loads is used", async ({ page }) => {
  const { release } = await openWithoutScripts(page, `${routes.home()}?mode=rules`);
  await openAdvanced(page);
  await page.getByLabel("Password rules").fill("minlength: 8; maxlength: 8; required: digit;");
  release();
  await expect(page.getByRole("group", { name: "Password", exact: true })).toHaveText(/^\d{8}$/);
  await expect(page.getByLabel("Password rules")).toHaveValue("minlength: 8; maxlength: 8; required: digit;");
});

test("checkboxes and options changed before the script loads are used", async ({ page }) => {
  const { release } = await openWithoutScripts(page, `${routes.home()}?mode=passphrase`);
  await page.getByRole("checkbox", { name: "Add a digit" }).check();
  await page.getByRole("combobox", { name: "Words", exact: true }).selectOption("short");
  release();
  await expect(page).toHaveURL(/include_number=true/);
  await expect(page).toHaveURL(/word_list=short/);
  await expect(page.getByRole("group", { name: "Passphrase", exact: true })).toHaveText(/\d/);
});

test("an address and a password typed before the log-in page's script loads are kept", async ({ page }) => {
  const { release } = await openWithoutScripts(page, routes.logIn());
  await page.getByLabel("Email address or username").fill("ada@example.org");
  await page.getByLabel("Password", { exact: true }).fill("typed before anything was there");
  release();
  await expect(page.getByRole("button", { name: "Show password" })).toBeVisible();
  await expect(page.getByLabel("Email address or username")).toHaveValue("ada@example.org");
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("typed before anything was there");
});
