import { routes } from "@/lib/routes";
import { administrator, logInAsAdministrator, testWithAdministrator } from "./support/administrator";
import { findAccessibilityProblems } from "./support/axe";
import { readPassword } from "./support/generator";
import { expect } from "./support/test";

const test = testWithAdministrator();

test("an administrator finds a page and a user by a few letters", async ({ page }) => {
  await logInAsAdministrator(page);
  const palette = page.getByRole("dialog", { name: "Search pages and actions" });
  await page.keyboard.press("Control+k");
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("audi");
  await expect(palette.getByRole("option", { name: "Audit log" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${routes.auditLog()}`);

  await page.keyboard.press("Control+k");
  await page.keyboard.type(administrator.slice(0, 4));
  await palette.getByRole("option", { name: administrator }).click();
  await page.waitForURL(/\/admin\/users\/[0-9a-f-]{36}$/);
});

test("it opens by its button on a phone too, changes the theme and logs out", { tag: "@phone" }, async ({ page }) => {
  await logInAsAdministrator(page);
  const button = page.getByRole("button", { name: "Search pages and actions" });
  const palette = page.getByRole("dialog", { name: "Search pages and actions" });
  await button.click();
  expect(await findAccessibilityProblems(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(palette).toHaveCount(0);
  await expect(button).toBeFocused();

  await button.click();
  await palette.getByRole("option", { name: "Use the dark theme" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("button", { name: "Dark theme", includeHidden: true }).first()).toHaveAttribute(
    "aria-pressed",
    "true",
  );

  await button.click();
  await page.keyboard.type("log out");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/log-in/);
});

test("letters typed while the palette loads go into its field, not to the page's shortcuts", async ({ page }) => {
  await page.goto(routes.home());
  const before = await readPassword(page);
  let load: (() => void) | undefined;
  const held = new Promise<void>((resolve) => (load = resolve));
  await page.route(/_next\/static\/chunks/, async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("rpin");
  await page.keyboard.press("Backspace");
  load?.();
  await expect(page.getByRole("dialog").getByRole("combobox")).toHaveValue("rpi");
  expect(await readPassword(page)).toBe(before);
});

test("a visitor finds pages, but no users and nothing of the administration", async ({ page }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  await page.goto(routes.home());
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search pages and actions" });
  await page.keyboard.type("root");
  await expect(palette.getByText("Nothing matches “root”.")).toBeVisible();
  await palette.getByRole("combobox").fill("audit");
  await expect(palette.getByText("Nothing matches “audit”.")).toBeVisible();
  await palette.getByRole("combobox").fill("log in");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${routes.logIn()}`);
  expect(requests.filter((path) => path.startsWith("/admin"))).toEqual([]);
});

test("the generator's own buttons and its modes are found", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${routes.home()}?length=31`);
  const before = await readPassword(page);
  const palette = page.getByRole("dialog", { name: "Search pages and actions" });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("copy pass");
  await expect(palette.getByRole("option", { name: "Copy password" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(before);

  await page.keyboard.press("Control+k");
  await page.keyboard.type("new pass");
  await expect(palette.getByRole("option", { name: "New password" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: "Password", exact: true })).not.toHaveText(before);

  await page.keyboard.press("Control+k");
  await page.keyboard.type("pin");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\?mode=pin$/);
});
