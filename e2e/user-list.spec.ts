import type { Page } from "@playwright/test";
import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import { findAccessibilityProblems } from "./support/axe";
import { freePort, type LatchkeyProcess, startLatchkey } from "./support/latchkey-process";
import { expect, test as base } from "./support/test";
import { logIn, PASSWORD } from "./support/users";

const administrator = "root@example.org";

/** A server of its own, because only a new one makes an administrator by its settings. */
const test = base.extend<object, { latchkey: LatchkeyProcess }>({
  latchkey: [
    // Playwright reads from the pattern which fixtures one needs.
    async ({}, runTests) => {
      const port = await freePort();
      const settings = {
        FRONTEND_URL: `http://127.0.0.1:${port}`,
        ADMIN_EMAIL: administrator,
        ADMIN_PASSWORD: PASSWORD,
        BCRYPT_COST: "10",
      };
      const latchkey = await startLatchkey({ port, settings });
      await latchkey.ready();
      await runTests(latchkey);
      await latchkey.dispose();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ latchkey }, runTest) => runTest(latchkey.origin),
});

const table = (page: Page) => page.getByRole("table", { name: "Users" });
const results = (page: Page) => page.getByRole("table", { name: /^Results/ });

/** People whom no other test has, and an administrator who looks at them. */
async function openPeople(page: Page, origin: string, name: string, count: number): Promise<void> {
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
  await logIn(page, administrator, PASSWORD);
  await page.waitForURL(`**${routes.account()}`);
  await page.goto(routes.users({ q: name, sort: "name" }));
}

test("those who are ticked are changed after a look at what it comes to, and taken back", async ({
  page,
  latchkey,
  isMobile,
}) => {
  const name = isMobile ? "Tacked" : "Ticked";
  await openPeople(page, latchkey.origin, name, 3);
  await page.getByRole("checkbox", { name: `Tick ${name} number 1` }).check();
  await page.getByRole("checkbox", { name: `Tick ${name} number 3` }).check();
  await page.getByLabel("With many").selectOption({ label: "Disable" });
  await page.getByRole("button", { name: "Review ticked" }).click();
  await expect(page.getByText("2 accounts are chosen, 2 would change.")).toBeVisible();
  await expect(page.getByText("the ended sessions stay ended", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Disable 2 accounts" }).click();
  await expect(results(page).getByText("Changed")).toHaveCount(2);
  await page.goto(routes.users({ q: name, status: "disabled", sort: "name" }));
  await expect(table(page).locator("tbody").getByRole("link")).toHaveText([`${name} number 1`, `${name} number 3`]);
  await page.goBack();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(results(page).getByText("Taken back")).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
  await page.goto(routes.users({ q: name, status: "disabled" }));
  await expect(page.getByText("Nobody matches")).toBeVisible();
});

test("a change of all that match says beforehand who is left out and why", async ({ page, latchkey, isMobile }) => {
  const name = isMobile ? "Mobile" : "Desk";
  await openPeople(page, latchkey.origin, name, 2);
  await page.goto(routes.users({ q: "example.org", sort: "name" }));
  await page.getByLabel("With many").selectOption({ label: "Make moderators" });
  await page.getByRole("button", { name: /^Review \d+ users$/ }).click();
  await expect(page.getByRole("list", { name: "Left out" })).toContainText("1: your own account");
  await page.goto(routes.users({ q: "root@", sort: "name" }));
  await page.getByLabel("With many").selectOption({ label: "Delete" });
  await page.getByRole("button", { name: "Review 1 user" }).click();
  await expect(page.getByText("Nothing would change")).toBeVisible();
  await page.goto(routes.bulkUsers());
  await expect(page.getByText("Tick people in the list")).toBeVisible();
});

test("a list is sorted on a phone by a choice, elsewhere it has the columns that are asked for", async ({
  page,
  latchkey,
  isMobile,
}) => {
  const name = isMobile ? "Pocket" : "Column";
  await openPeople(page, latchkey.origin, name, 2);
  if (isMobile) {
    await page.getByLabel("Order").selectOption("desc");
    await page.getByRole("button", { name: "Sort" }).click();
    await page.waitForURL((url) => url.searchParams.get("direction") === "desc");
    await expect(table(page).locator("tbody").getByRole("link")).toHaveText([`${name} number 2`, `${name} number 1`]);
    return;
  }
  await page.getByText("Columns", { exact: true }).click();
  await page.getByRole("checkbox", { name: "Two-factor" }).uncheck();
  await page.getByRole("checkbox", { name: "Verified" }).check();
  await page.getByRole("button", { name: "Show these" }).click();
  await expect(page.getByRole("columnheader", { name: "Verified" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Two-factor" })).toHaveCount(0);
  await page.getByRole("columnheader", { name: "Created" }).getByRole("link").click();
  await expect(page.getByRole("columnheader", { name: "Verified" })).toBeVisible();
});

test("the keys go from row to row, tick and open, and are off where single keys are", async ({
  page,
  latchkey,
  isMobile,
}) => {
  test.skip(isMobile, "A phone has no keys.");
  await openPeople(page, latchkey.origin, "Keyed", 2);
  const links = table(page).locator("tbody").getByRole("link");
  await page.keyboard.press("/");
  await page.keyboard.press("ArrowDown");
  await expect(links.nth(0)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page.getByRole("checkbox", { name: "Tick Keyed number 2" })).toBeChecked();
  await page.keyboard.press("ArrowUp");
  await expect(links.nth(0)).toBeFocused();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toContainText("Tick the person");
  await page.getByRole("dialog").getByRole("checkbox", { name: "Use single keys" }).uncheck();
  await page.keyboard.press("Escape");
  await links.nth(0).focus();
  await page.keyboard.press("ArrowDown");
  await expect(links.nth(0)).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/admin\/users\/[0-9a-f-]{36}$/);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("many are changed and taken back", async ({ page, latchkey, isMobile }) => {
    const name = isMobile ? "Plainly" : "Simply";
    await openPeople(page, latchkey.origin, name, 2);
    await page.getByLabel("With many").selectOption({ label: "Delete" });
    await page.getByRole("button", { name: "Review 2 users" }).click();
    await page.getByRole("button", { name: "Delete 2 accounts" }).click();
    await expect(results(page).getByText("Changed")).toHaveCount(2);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(results(page).getByText("Taken back")).toHaveCount(2);
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the pages of changing many have no accessibility problem (${colorScheme})`, async ({
    page,
    latchkey,
    isMobile,
  }) => {
    const name = `Clear${colorScheme}${isMobile ? "phone" : ""}`;
    await page.emulateMedia({ colorScheme });
    await openPeople(page, latchkey.origin, name, 2);
    const expectNone = async (): Promise<void> => {
      expect(await findAccessibilityProblems(page), page.url()).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        page.url(),
      ).toBe(0);
    };
    await page.goto(
      routes.users({ q: name, columns: "name,username,email,role,status,two_factor,verified,created,last_sign_in" }),
    );
    await expectNone();
    await page.getByLabel("With many").selectOption({ label: "Disable" });
    await page.getByRole("button", { name: "Review 2 users" }).click();
    await expect(page.getByRole("button", { name: "Disable 2 accounts" })).toBeVisible();
    await expectNone();
    await page.getByRole("button", { name: "Disable 2 accounts" }).click();
    await expect(results(page)).toBeVisible();
    await expectNone();
  });
}
