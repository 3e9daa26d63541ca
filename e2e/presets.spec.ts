import type { Page } from "@playwright/test";
import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import { findAccessibilityProblems } from "./support/axe";
import { kindOf, lengthField, passwordOn, readPassword } from "./support/generator";
import { expect, test } from "./support/test";
import { findTouchProblems } from "./support/touch";
import { useRandomNetwork } from "./support/two-factor";
import { logIn, newEmail, PASSWORD, signUp } from "./support/users";

test.beforeEach(({ context }) => useRandomNetwork(context));

const dialogOn = (page: Page) => page.getByRole("dialog", { name: "Presets" });

async function openPresets(page: Page): Promise<void> {
  await readPassword(page);
  await page.getByRole("button", { name: "Presets", exact: true }).click();
  await expect(dialogOn(page)).toBeVisible();
}

async function savePreset(page: Page, name: string): Promise<void> {
  await openPresets(page);
  await page.getByLabel("Preset name").fill(name);
  await page.getByRole("button", { name: "Save preset" }).click();
}

test("a saved preset is listed after a reload and restores its settings in another browser", async ({
  page,
  browser,
  baseURL,
}) => {
  const email = newEmail();
  await signUp(page, email);
  await page.goto(`${routes.home()}?length=31`);
  await kindOf(page, "Symbols").uncheck();
  await expect(page).toHaveURL(/use_special_chars=false/);
  await savePreset(page, "Work");
  await expect(page.getByText("“Work” was saved.")).toBeVisible();
  await expect(dialogOn(page).getByRole("link", { name: "Work" })).toBeVisible();

  await page.reload();
  await openPresets(page);
  await expect(dialogOn(page).getByRole("link", { name: "Work" })).toHaveAttribute(
    "href",
    "/?length=31&use_special_chars=false",
  );

  const other = await browser.newContext({ baseURL: baseURL ?? "" });
  await useRandomNetwork(other);
  const elsewhere = await other.newPage();
  await logIn(elsewhere, email, PASSWORD);
  await elsewhere.waitForURL(`**${routes.account()}*`);
  await elsewhere.goto(routes.home());
  await openPresets(elsewhere);
  await dialogOn(elsewhere).getByRole("link", { name: "Work" }).click();
  await expect(elsewhere).toHaveURL("/?length=31&use_special_chars=false");
  await expect(passwordOn(elsewhere)).toHaveText(/^[A-Za-z0-9]{31}$/);
  await other.close();
});

test("settings of every type are restored unchanged", async ({ page }) => {
  await signUp(page, newEmail());
  const addresses = [
    "/?use_uppercase=false&bits=90",
    "/?mode=passphrase&words=8&separator=+",
    "/?mode=pin&length=9",
    "/?mode=rules&rules=minlength%3A+8%3B+maxlength%3A+16%3B&length=16",
    "/?mode=pronounceable&length=30",
    "/?mode=typeable&layer_changes=4",
  ];
  for (const [index, address] of addresses.entries()) {
    await page.goto(address);
    await expect(page.getByRole("button", { name: /^Copy (password|passphrase|PIN)/ })).toBeEnabled();
    await page.getByRole("button", { name: "Presets", exact: true }).click();
    await page.getByLabel("Preset name").fill(`number ${index}`);
    await page.getByRole("button", { name: "Save preset" }).click();
    await expect(dialogOn(page).getByRole("link", { name: `number ${index}` })).toHaveAttribute("href", address);
  }
});

test("a preset is renamed and deleted in the list, and names are unique", { tag: "@phone" }, async ({ page }) => {
  await signUp(page, newEmail());
  await page.goto(routes.home());
  await savePreset(page, "Work");
  await expect(page.getByText("“Work” was saved.")).toBeVisible();
  const name = page.getByLabel("Preset name");
  await name.fill("WORK");
  await page.getByRole("button", { name: "Save preset" }).click();
  await expect(name).toHaveAccessibleDescription(/You already have a preset with this name/);
  await expect(name).toHaveValue("WORK");

  await page.getByRole("button", { name: "Rename Work" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Office");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(dialogOn(page).getByRole("link", { name: "Office" })).toBeVisible();
  await page.getByRole("button", { name: "Delete Office" }).click();
  await page.getByRole("dialog", { name: "Delete “Office”?" }).getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("The preset was deleted.")).toBeVisible();
  await expect(dialogOn(page).getByRole("link", { name: "Office" })).toHaveCount(0);
});

test("a visitor can copy a link to the settings, which contains no password", async ({ page, context, baseURL }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${routes.home()}?use_special_chars=false`);
  await lengthField(page).fill("27");
  await openPresets(page);
  await expect(dialogOn(page).getByText("With an account, you can use them in any browser.")).toBeVisible();
  await page.getByRole("button", { name: "Copy link to these settings" }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe(`${new URL(baseURL ?? "").origin}/?length=27&use_special_chars=false`);
  await page.keyboard.press("Escape");
  await expect(dialogOn(page)).toBeHidden();
  await expect(page.getByRole("button", { name: "Presets", exact: true })).toBeFocused();
  await openPresets(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("presets are links, and are managed on the account page", async ({ page, request }) => {
    const email = newEmail();
    await signUp(page, email);
    const { access_token: token } = await (
      await request.post(apiRoutes.logIn(), { data: { email, password: PASSWORD } })
    ).json();
    const headers = { authorization: `Bearer ${token}` };
    await request.post(apiRoutes.presets(), {
      headers,
      data: {
        name: "Letters",
        settings: { length: 40, use_numbers: false, use_special_chars: false, use_uppercase: false },
      },
    });

    await page.goto(routes.home());
    await page.getByRole("link", { name: "Letters" }).click();
    await expect(lengthField(page)).toHaveValue("40");
    await expect(kindOf(page, "Digits")).not.toBeChecked();

    await page.goto(routes.account());
    await page.getByRole("link", { name: "Presets" }).click();
    await page.getByRole("button", { name: "Rename Letters" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Small letters");
    await page.getByRole("button", { name: "Save name" }).click();
    await expect(page.getByRole("link", { name: "Small letters" })).toBeVisible();
    await page.getByRole("button", { name: "Delete Small letters" }).click();
    await page.getByRole("dialog", { name: "Delete “Small letters”?" }).getByRole("button", { name: "Delete" }).click();
    await expect(page.getByText("The preset was deleted.")).toBeVisible();
    await expect(page.getByText("No presets yet")).toBeVisible();
  });
});

test("axe-core finds no problems with presets", { tag: "@phone" }, async ({ page, isMobile }) => {
  await page.goto(routes.home());
  await openPresets(page);
  expect(await findAccessibilityProblems(page), "the dialog before log-in").toEqual([]);
  await signUp(page, newEmail());
  await page.goto(routes.presets());
  expect(await findAccessibilityProblems(page), "no presets").toEqual([]);
  await page.goto(routes.home());
  await savePreset(page, "Work");
  await expect(dialogOn(page).getByRole("link", { name: "Work" })).toBeVisible();
  expect(await findAccessibilityProblems(page), "the dialog with a preset").toEqual([]);
  await page.goto(routes.presets());
  expect(await findAccessibilityProblems(page), "a preset").toEqual([]);
  if (isMobile) expect(await findTouchProblems(page)).toEqual([]);
});
