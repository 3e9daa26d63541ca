import type { Page } from "@playwright/test";
import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import { administrator, logInAsAdministrator, testWithAdministrator } from "./support/administrator";
import { findAccessibilityProblems, findOverflow } from "./support/axe";
import { expect } from "./support/test";
import { PASSWORD } from "./support/users";

const test = testWithAdministrator();

const table = (page: Page) => page.getByRole("table", { name: "Users" });
const results = (page: Page) => page.getByRole("table", { name: /^Results/ });

/** Creates users with a name that no other test uses and opens the list as an administrator. */
async function openUsers(page: Page, origin: string, name: string, count: number): Promise<void> {
  const headers = { "content-type": "application/json" };
  const call = async (path: string, body: object, token?: string) => {
    const reply = await fetch(origin + path, {
      method: "POST",
      headers: { ...headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    expect(reply.ok, await reply.clone().text()).toBe(true);
    return (await reply.json()) as { access_token: string };
  };
  const { access_token: token } = await call(apiRoutes.logIn(), { email: administrator, password: PASSWORD });
  for (let number = 1; number <= count; number += 1) {
    await call(
      apiRoutes.users(),
      { email: `${name}-${number}@example.org`, full_name: `${name} number ${number}` },
      token,
    );
  }
  await logInAsAdministrator(page);
  await page.goto(routes.users({ q: name, sort: "name" }));
}

/** The bar of bulk actions appears with a selection. A phone shows no head of the table, so the first row is enough there. */
async function selectPage(page: Page): Promise<void> {
  const head = page.getByRole("checkbox", { name: "Select page" });
  await ((await head.isVisible()) ? head : table(page).locator("tbody").getByRole("checkbox").first()).check();
}

/** The likeliest actions are buttons; the others are in a menu. */
async function choose(page: Page, action: string): Promise<void> {
  const bar = page.getByRole("form", { name: "Change several users" });
  await expect(bar.getByText(/selected$/)).toBeVisible();
  const button = bar.getByRole("button", { name: action, exact: true });
  if (!(await button.isVisible())) await bar.getByRole("button", { name: "More", exact: true }).click();
  await button.click();
}

test("selected users are changed after a preview, and the change is undone", { tag: "@phone" }, async ({
  page,
  latchkey,
  isMobile,
}) => {
  const name = isMobile ? "Picked" : "Chosen";
  await openUsers(page, latchkey.origin, name, 3);
  await page.getByRole("checkbox", { name: `Select ${name} number 1` }).check();
  await page.getByRole("checkbox", { name: `Select ${name} number 3` }).check();
  await choose(page, "Disable");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Disable 2 users?");
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(page.getByText("2 selected")).toBeVisible();
  await choose(page, "Disable");
  await expect(page.getByRole("list", { name: "Users" }).getByRole("link")).toHaveText([
    `${name} number 1`,
    `${name} number 3`,
  ]);
  await expect(page.getByText("Ended sessions aren’t restored.")).toBeVisible();
  await page.getByRole("button", { name: "Disable 2 users" }).click();
  await expect(results(page).getByText("Disabled")).toHaveCount(2);
  await page.goto(routes.users({ q: name, status: "disabled", sort: "name" }));
  await expect(table(page).locator("tbody").getByRole("link")).toHaveText([`${name} number 1`, `${name} number 3`]);
  await page.goBack();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(results(page).getByText("Enabled again")).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
  await page.getByRole("link", { name: "Back to users" }).click();
  await expect(page.getByLabel("Search users")).toHaveValue(name);
  await page.goto(routes.users({ q: name, status: "disabled" }));
  await expect(page.getByText(`No users found for “${name}”`)).toBeVisible();
});

test("the preview for all matching users lists the skipped accounts with reasons", async ({
  page,
  latchkey,
  isMobile,
}) => {
  const name = isMobile ? "Mobile" : "Desk";
  await openUsers(page, latchkey.origin, name, 2);
  await page.goto(routes.users({ q: "example.org", sort: "name" }));
  await expect(page.getByRole("form", { name: "Change several users" })).toBeHidden();
  await selectPage(page);
  const all = page.getByRole("button", { name: /^Select all \d+ users$/ });
  if (await all.isVisible()) await all.click();
  await choose(page, "Set role: Moderator");
  if (new URL(page.url()).searchParams.get("scope") === "all")
    expect(new URL(page.url()).searchParams.has("id")).toBe(false);
  await expect(page.getByRole("list", { name: "Skipped" })).toContainText("1 user is your own account");
  await page.goto(routes.users({ q: "root@", sort: "name" }));
  await selectPage(page);
  await expect(page.getByText("You can’t change this user here.")).toBeVisible();
  const own = await table(page)
    .getByRole("checkbox", { name: /^Select (?!page)/ })
    .inputValue();
  await page.goto(routes.bulkUsers({ choice: "delete", ids: own }));
  await expect(page.getByText("No users will change")).toBeVisible();
  await page.goto(routes.bulkUsers());
  await expect(page.getByText("Select users in the list")).toBeVisible();
});

test("the list can be sorted on a phone, and its columns can be chosen on a wide screen", { tag: "@phone" }, async ({
  page,
  latchkey,
  isMobile,
}) => {
  const name = isMobile ? "Pocket" : "Column";
  await openUsers(page, latchkey.origin, name, 2);
  if (isMobile) {
    await page.getByRole("button", { name: "View" }).click();
    await page.getByRole("link", { name: "Name, Z to A" }).click();
    await page.waitForURL((url) => url.searchParams.get("direction") === "desc");
    await expect(table(page).locator("tbody").getByRole("link")).toHaveText([`${name} number 2`, `${name} number 1`]);
    return;
  }
  await page.getByRole("button", { name: "View" }).click();
  await page.getByRole("checkbox", { name: "Two-factor" }).uncheck();
  await page.getByRole("checkbox", { name: "Verified" }).check();
  await page.getByRole("form", { name: "Columns" }).getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("columnheader", { name: "Verified" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Two-factor" })).toHaveCount(0);
  await page.getByRole("columnheader", { name: "Created" }).getByRole("link").click();
  await expect(page.getByRole("columnheader", { name: "Verified" })).toBeVisible();
});

test("a filter applies at once and stays in the URL, and a row’s menu reviews an action on one user", {
  tag: "@phone",
}, async ({ page, latchkey, isMobile }) => {
  const name = isMobile ? "Handy" : "Filtered";
  await openUsers(page, latchkey.origin, name, 2);
  await page.getByRole("button", { name: isMobile ? "Filters" : "Status" }).click();
  await page.getByRole("link", { name: "Disabled", exact: true }).click();
  await page.waitForURL((url) => url.searchParams.get("status") === "disabled");
  await expect(page.getByText(`No users found for “${name}”`)).toBeVisible();
  await page.goBack();
  await page.getByRole("button", { name: `Actions for ${name} number 2` }).click();
  await page.getByRole("link", { name: "Disable…" }).click();
  await page.getByRole("button", { name: "Disable 1 user" }).click();
  await expect(results(page).getByText("Disabled")).toHaveCount(1);
});

test("the first user is near the top, above the fold of a phone too", { tag: "@phone" }, async ({
  page,
  latchkey,
  isMobile,
}) => {
  await openUsers(page, latchkey.origin, isMobile ? "Upper" : "Highest", 1);
  await page.goto(routes.users());
  const row = await table(page).locator("tbody tr").first().boundingBox();
  expect(row?.y).toBeLessThan(isMobile ? 420 : 300);
});

test("keys move between rows, select and open users, and stop when single keys are off", async ({ page, latchkey }) => {
  await openUsers(page, latchkey.origin, "Keyed", 2);
  const links = table(page).locator("tbody").getByRole("link");
  // The button appears once the page has loaded its scripts.
  await expect(page.getByRole("button", { name: "Keyboard" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(links.nth(0)).toBeFocused();
  await page.keyboard.press("/");
  await page.keyboard.press("ArrowDown");
  await expect(links.nth(0)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page.getByRole("checkbox", { name: "Select Keyed number 2" })).toBeChecked();
  await page.keyboard.press("ArrowUp");
  await expect(links.nth(0)).toBeFocused();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toContainText("Select user");
  await page.getByRole("dialog").getByRole("checkbox", { name: "Use keyboard shortcuts" }).uncheck();
  await page.keyboard.press("Escape");
  await links.nth(0).focus();
  await page.keyboard.press("ArrowDown");
  await expect(links.nth(0)).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/admin\/users\/[0-9a-f-]{36}$/);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a bulk action is run and undone", async ({ page, latchkey, isMobile }) => {
    const name = isMobile ? "Plainly" : "Simply";
    await openUsers(page, latchkey.origin, name, 2);
    await page.getByRole("button", { name: `Actions for ${name} number 1` }).click();
    await expect(page.getByRole("link", { name: "Delete…" })).toBeVisible();
    await page.keyboard.press("Escape");
    await page.getByLabel("Action", { exact: true }).selectOption({ label: "Delete" });
    await page.getByRole("button", { name: "Continue with all (2 users)" }).click();
    await page.getByRole("button", { name: "Delete 2 users" }).click();
    await expect(results(page).getByText("Deleted")).toHaveCount(2);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(results(page).getByText("Restored")).toHaveCount(2);
  });
});

test("the bulk action pages have no accessibility problems", { tag: "@phone" }, async ({
  page,
  latchkey,
  isMobile,
}) => {
  const name = `Clear${isMobile ? "phone" : ""}`;
  await openUsers(page, latchkey.origin, name, 2);
  const expectNone = async (): Promise<void> => {
    expect(await findAccessibilityProblems(page), page.url()).toEqual([]);
    expect(await findOverflow(page), page.url()).toBe(0);
  };
  await page.goto(
    routes.users({ q: name, columns: "name,username,email,role,status,two_factor,verified,created,last_sign_in" }),
  );
  await expectNone();
  await selectPage(page);
  await expectNone();
  if (isMobile) await page.getByRole("button", { name: "Select all 2 users" }).click();
  await choose(page, "Disable");
  await expect(page.getByRole("button", { name: "Disable 2 users" })).toBeVisible();
  await expectNone();
  await page.getByRole("button", { name: "Disable 2 users" }).click();
  await expect(results(page)).toBeVisible();
  await expectNone();
});
