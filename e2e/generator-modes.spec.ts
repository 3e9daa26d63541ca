import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { generatorPageSchemas } from "@/lib/schemas/generator-page";
import { findAccessibilityProblems } from "./support/axe";
import { openAdvanced } from "./support/generator";
import { passwordInSource } from "./support/page-source";
import { expect, test } from "./support/test";

const result = (page: Page, name: string) => page.getByRole("group", { name, exact: true });
const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Generator mode" }).getByRole("link", { name });

test("the tabs show a passphrase, a PIN and site rules, and Back returns to the previous tab", {
  tag: "@phone",
}, async ({ page }) => {
  await page.goto(routes.home());
  await tab(page, "Passphrase").click();
  await expect(result(page, "Passphrase")).toHaveText(/^([a-z-]+?-){5}[a-z-]+$/);
  await expect(page).toHaveURL(/\?mode=passphrase$/);
  await tab(page, "PIN").click();
  await expect(result(page, "PIN")).toHaveText(/^\d{6}$/);
  await tab(page, "Site rules").click();
  await expect(page.getByLabel("What the site says")).toBeVisible();
  await page.goBack();
  await expect(result(page, "PIN")).toHaveText(/^\d{6}$/);
  await page.reload();
  await expect(result(page, "PIN")).toHaveText(/^\d{6}$/);
});

test("single keys change the tab and generate a new result", async ({ page }) => {
  await page.goto(routes.home());
  await expect(result(page, "Password")).toHaveText(/\S/);
  await page.keyboard.press("2");
  await expect(result(page, "Passphrase")).toHaveText(/-/);
  const before = await result(page, "Passphrase").textContent();
  await page.keyboard.press("r");
  await expect(result(page, "Passphrase")).not.toHaveText(before ?? "");
  await page.keyboard.press("3");
  await expect(result(page, "PIN")).toHaveText(/^\d{6}$/);
});

test("a password satisfies the rules, and conflicting rules are named", async ({ page }) => {
  await page.goto(`${routes.home()}?mode=rules`);
  // Wait for hydration.
  await expect(page.getByRole("button", { name: "New password" })).toBeVisible();
  await openAdvanced(page);
  const rules = page.getByLabel("Password rules");
  await rules.fill("minlength: 8; maxlength: 10; required: lower; required: digit; max-consecutive: 1;");
  for (let round = 0; round < 5; round += 1) {
    await expect(result(page, "Password")).toHaveText(/^(?=.*[a-z])(?=.*\d)(?!.*(.)\1)[a-z0-9]{10}$/);
    await page.getByRole("button", { name: "New password" }).click();
  }
  await rules.fill("minlength: 30; maxlength: 10;");
  await expect(page.getByText("These rules conflict.").first()).toBeVisible();
});

test("the API request gives the same type of password as the page", async ({ page, request }) => {
  await page.goto(`${routes.home()}?mode=rules`);
  // Wait for hydration.
  await expect(page.getByRole("button", { name: "New password" })).toBeVisible();
  await openAdvanced(page);
  await page.getByLabel("Password rules").fill("minlength: 8; maxlength: 8; required: digit;");
  await expect(result(page, "Password")).toHaveText(/^\d{8}$/);
  const curl = (await page.locator("pre").first().textContent()) ?? "";
  const [, url = ""] = /'(http[^']+)'/.exec(curl) ?? [];
  const { pathname, search } = new URL(url);
  const reply = await request.get(pathname + search);
  expect(reply.status()).toBe(200);
  expect((await reply.json()).password).toMatch(/^\d{8}$/);
});

test("a token, the URL and the API request use the selected encoding, bytes and prefix", async ({ page, request }) => {
  await page.goto(routes.home());
  await tab(page, "Token").click();
  await expect(result(page, "Token")).toHaveText(/^[A-Za-z0-9_-]{43}$/);
  await expect(page.getByText("256.0 bits of entropy")).toBeVisible();
  await page.getByLabel("Encoding").selectOption("hex");
  await page.getByRole("spinbutton", { name: "Random bytes" }).fill("20");
  await page.getByLabel("Prefix (optional)").fill("sk_live_");
  await expect(result(page, "Token")).toHaveText(/^sk_live_[0-9a-f]{40}$/);
  await expect(page.getByText("48 characters.")).toBeVisible();
  await expect(page).toHaveURL(/\?mode=token&bytes=20&encoding=hex&prefix=sk_live_$/);
  const curl = (await page.locator("pre").first().textContent()) ?? "";
  const { pathname, search } = new URL(/'(http[^']+)'/.exec(curl)?.[1] ?? "");
  expect((await (await request.get(pathname + search)).json()).password).toMatch(/^sk_live_[0-9a-f]{40}$/);
  await page.getByLabel("Prefix (optional)").fill("sk live");
  await expect(page.getByText("Enter at most 32 letters, digits, hyphens and underscores.").first()).toBeVisible();
});

test("the URL contains only settings", async ({ page }) => {
  await page.goto(`${routes.home()}?mode=passphrase`);
  await expect(result(page, "Passphrase")).toHaveText(/^([a-z-]+?-){5}[a-z-]+$/);
  const made = (await result(page, "Passphrase").textContent()) ?? "";
  await page.getByRole("spinbutton", { name: "Number of words" }).fill("8");
  await expect(page).toHaveURL(/mode=passphrase&words=8$/);
  await expect(result(page, "Passphrase")).toHaveText(/^([a-z-]+?-){7}[a-z-]+$/);
  expect(page.url()).not.toContain(made);
});

test("a site's rules are filled in, with a warning if they allow only weak passwords", async ({ page }) => {
  await page.goto(`${routes.home()}?mode=rules`);
  // Wait for hydration.
  await expect(page.getByRole("button", { name: "New password" })).toBeVisible();
  await page.getByLabel("Site", { exact: true }).fill("bank.example");
  await page.getByRole("button", { name: "Use site rules" }).click();
  await expect(page.getByText("These are the rules of bank.example.")).toBeVisible();
  await expect(result(page, "Password")).toHaveText(/^[a-z0-9]{8}$/);
  await expect(
    page.getByText("These rules allow 41 bits at best, with 8 characters. Use two-factor there if you can."),
  ).toBeVisible();
  await page.getByLabel("Site", { exact: true }).fill("shop.example");
  await page.getByRole("button", { name: "Use site rules" }).click();
  await expect(page.getByText("bits at best")).toHaveCount(0);
});

async function lookUp(page: Page, site: string): Promise<void> {
  await page.getByLabel("Site", { exact: true }).fill(site);
  await page.getByRole("button", { name: "Use site rules" }).click();
}

const note = (page: Page) => page.getByRole("region", { name: "Your password" }).getByText(/^Rules of /);

test("a site whose rules are in use is named at the password until the rules are changed", async ({ page }) => {
  await page.goto(`${routes.home()}?mode=rules`);
  // Wait for hydration.
  await expect(page.getByRole("button", { name: "New password" })).toBeVisible();
  await expect(note(page)).toHaveCount(0);
  await lookUp(page, "https://www.bank.example/sign-up");
  await expect(note(page)).toHaveText("Rules of bank.example");
  await openAdvanced(page);
  await page.getByLabel("Password rules").fill("minlength: 9; maxlength: 9; required: digit;");
  await expect(result(page, "Password")).toHaveText(/^\d{9}$/);
  await expect(note(page)).toHaveCount(0);
});

test("a look-up without a result clears what an earlier site had set, and keeps what the user wrote", async ({
  page,
}) => {
  await page.goto(`${routes.home()}?mode=rules`);
  // Wait for hydration.
  await expect(page.getByRole("button", { name: "New password" })).toBeVisible();
  await lookUp(page, "bank.example");
  await expect(result(page, "Password")).toHaveText(/^[a-z0-9]{8}$/);
  await lookUp(page, "nowhere.example");
  await expect(page.getByText("There are no rules for nowhere.example in the lists.")).toBeVisible();
  await expect(page.getByLabel("Password rules")).toHaveValue("");
  await expect(result(page, "Password")).toHaveText(/^.{20}$/);
  await expect(note(page)).toHaveCount(0);

  await openAdvanced(page);
  await page.getByLabel("Password rules").fill("minlength: 9; maxlength: 9; required: digit;");
  await lookUp(page, "elsewhere.example");
  await expect(page.getByText("There are no rules for elsewhere.example in the lists.")).toBeVisible();
  await expect(result(page, "Password")).toHaveText(/^\d{9}$/);
});

test("a name without a dot offers the domains that begin with it", { tag: "@phone" }, async ({ page }) => {
  await page.goto(`${routes.home()}?mode=rules`);
  // Wait for hydration.
  await expect(page.getByRole("button", { name: "New password" })).toBeVisible();
  await lookUp(page, "Bank");
  const offered = page.getByRole("list", { name: "Sites in the lists" }).getByRole("link");
  await expect(offered).toHaveText(["bank.example"]);
  await offered.click();
  await expect(page.getByText("These are the rules of bank.example.")).toBeVisible();
  await expect(page.getByLabel("Site", { exact: true })).toHaveValue("bank.example");
  await expect(note(page)).toHaveText("Rules of bank.example");
  await lookUp(page, "nothing-begins-so");
  await expect(page.getByText("There are no rules for nothing-begins-so in the lists.")).toBeVisible();
});

test.describe("offline", () => {
  test.use({ expectedConsoleErrors: [/ERR_INTERNET_DISCONNECTED/] });

  test("sites that were looked up before work offline, and others clear the rules", async ({ page, context }) => {
    await page.goto(`${routes.home()}?mode=rules`);
    // Wait for hydration.
    await expect(page.getByRole("button", { name: "New password" })).toBeVisible();
    await lookUp(page, "bank.example");
    await expect(note(page)).toHaveText("Rules of bank.example");
    await lookUp(page, "shop.example");
    await expect(note(page)).toHaveText("Rules of shop.example");
    await context.setOffline(true);
    await lookUp(page, "Bank.example");
    await expect(note(page)).toHaveText("Rules of bank.example");
    await expect(result(page, "Password")).toHaveText(/^[a-z0-9]{8}$/);
    await lookUp(page, "other.example");
    await expect(page.getByText("The server can’t be reached.")).toBeVisible();
    await expect(page.getByLabel("Password rules")).toHaveValue("");
    await expect(note(page)).toHaveCount(0);
    await context.setOffline(false);
  });
});

for (const mode of Object.keys(generatorPageSchemas)) {
  test(`axe-core finds no problems in the mode ${mode}`, { tag: "@phone" }, async ({ page }) => {
    await page.goto(mode === "password" ? routes.home() : `${routes.home()}?mode=${mode}`);
    await expect(page.getByText("bits of entropy")).toBeVisible();
    expect(await findAccessibilityProblems(page)).toEqual([]);
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the tabs are links, and the server generates the result", async ({ page }) => {
    await page.goto(routes.home());
    await tab(page, "PIN").click();
    await expect(page).toHaveURL(/mode=pin/);
    const source = await page.content();
    expect(source).toMatch(/<noscript>/);
  });

  test("the server generates a token with the form's settings", async ({ page }) => {
    await page.goto(`${routes.home()}?mode=token`);
    await page.getByLabel("Encoding").selectOption("base32");
    await page.getByLabel("Prefix (optional)").fill("key_");
    await page.getByRole("button", { name: "Generate token" }).click();
    await expect(page).toHaveURL(/mode=token/);
    expect(passwordInSource(await page.content())).toMatch(/^key_[A-Z2-7]{52}$/);
  });
});
