import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { generatorPageSchemas } from "@/lib/schemas/generator-page";
import { findAccessibilityProblems } from "./support/axe";
import { curlRequestOf } from "./support/curl";
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
  await expect(page.getByLabel("Site", { exact: true })).toBeVisible();
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
  const { pathname, search } = new URL(curlRequestOf(curl).url);
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
  const { pathname, search } = new URL(curlRequestOf(curl).url);
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
    page.getByText("The site’s rules allow no more than 41.2 bits. Use two-factor there if you can."),
  ).toBeVisible();
  await page.getByLabel("Site", { exact: true }).fill("shop.example");
  await page.getByRole("button", { name: "Use site rules" }).click();
  await expect(page.getByText("no more than")).toHaveCount(0);
});

test("what a site says fills the form, and the parts that weren't understood are named", { tag: "@phone" }, async ({
  page,
}) => {
  await page.goto(`${routes.home()}?mode=rules`);
  await openSentence(page);
  await page
    .getByLabel("What the site says")
    .fill("8–12 characters, one number and one of !@#$%, must start with a letter. Not your name.");
  await expect(page.getByLabel("Length from")).toHaveValue("8");
  await expect(page.getByLabel("Length to")).toHaveValue("12");
  await expect(page.getByLabel("Digits", { exact: true })).toHaveValue("1");
  await expect(page.getByLabel("Allowed symbols")).toHaveValue("!#$%@");
  await expect(page.getByRole("list", { name: "Not understood" })).toHaveText("“must start with a letter”");
  await expect(page.getByText("A random password satisfies “Not your name” anyway.")).toBeVisible();
  await expect(result(page, "Password")).toHaveText(/^(?=.*\d)(?=.*[!@#$%])[A-Za-z0-9!@#$%]{12}$/);
  expect(await findAccessibilityProblems(page)).toEqual([]);
});

test("the site's text takes over from a site that was looked up, and leaves no choice of spaces that it rules out", async ({
  page,
}) => {
  await page.goto(`${routes.home()}?mode=rules`);
  await openSentence(page);
  await lookUp(page, "shop.example");
  await expect(note(page)).toHaveText("Rules of shop.example");
  await page.getByLabel("What the site says").fill("8–20 characters, no spaces");
  await expect(note(page)).toHaveText("Rules of the site’s text");
  await expect(page.getByLabel("Site", { exact: true })).toHaveValue("");
  await expect(page.getByText("These are the rules of")).toHaveCount(0);
  await expect(page.getByLabel("Allow spaces")).toHaveCount(0);
  await page.getByLabel("What the site says").fill("");
  await expect(page.getByLabel("Allow spaces")).toBeVisible();
});

test("the site's text stays in use when the answer to an earlier look-up arrives after it", async ({ page }) => {
  await page.goto(`${routes.home()}?mode=rules`);
  await openSentence(page);
  const answers: (() => void)[] = [];
  await page.route(/site-rules/, async (route) => {
    await new Promise<void>((resolve) => answers.push(resolve));
    await route.continue();
  });
  await lookUp(page, "shop.example");
  await expect.poll(() => answers.length).toBeGreaterThan(0);
  await page.getByLabel("What the site says").fill("8–20 characters, no spaces");
  await expect(note(page)).toHaveText("Rules of the site’s text");
  const answered = page.waitForResponse(/site-rules/);
  for (const answer of answers) answer();
  await answered;
  await page.getByRole("button", { name: "New password" }).click();
  await expect(note(page)).toHaveText("Rules of the site’s text");
});

test("the form and the raw rules follow each other, and what the form can't show is kept until it is removed", async ({
  page,
}) => {
  await page.goto(
    `${routes.home()}?mode=rules&rules=${encodeURIComponent("minlength: 9; required: lower, upper; allowed: digit")}`,
  );
  await openAdvanced(page);
  const rules = page.getByLabel("Password rules");
  await page.getByLabel("Length from").fill("11");
  await expect(rules).toHaveValue("minlength: 11; allowed: lower, upper, digit; required: lower, upper;");
  await page.getByLabel("Length to").fill("11");
  await page.getByLabel("Repeats (aaa)").selectOption("Never twice");
  await expect(rules).toHaveValue(
    "minlength: 11; maxlength: 11; allowed: lower, upper, digit; required: lower, upper; max-repeating: 1;",
  );
  // Not while another rule allows them.
  const uppercase = page.getByLabel("Uppercase letters");
  await expect(uppercase.getByRole("option", { name: "Not allowed" })).toHaveCount(0);
  await page.getByRole("button", { name: /^Remove: At least 1 lowercase letter or uppercase letter/ }).click();
  await uppercase.selectOption("Not allowed");
  await expect(result(page, "Password")).toHaveText(/^(?!.*(.)\1)[a-z0-9]{11}$/);

  await rules.fill("maxlength: 10; required: digit; allowed: [-_]");
  await expect(page.getByLabel("Length from")).toHaveValue("");
  await expect(page.getByLabel("Length to")).toHaveValue("10");
  await expect(page.getByLabel("Lowercase letters")).toHaveValue("none");
  // In the order of typing, although the rules sort them.
  await page.getByLabel("Allowed symbols").fill("_-!");
  await expect(page.getByLabel("Allowed symbols")).toHaveValue("_-!");
  await expect(rules).toHaveValue("maxlength: 10; required: digit; allowed: [-!_];");
  await expect(page).toHaveURL(/rules=maxlength/);
  await rules.fill("maxlength: x");
  await expect(page.getByText("can’t be shown as a form")).toBeVisible();
  await page.getByRole("button", { name: "Clear rules" }).click();
  await expect(result(page, "Password")).toHaveText(/^.{20}$/);
});

test("a typed domain of the lists fills the rules without a press", async ({ page }) => {
  await page.goto(`${routes.home()}?mode=rules`);
  await expect(page.getByRole("button", { name: "New password" })).toBeVisible();
  await page.getByLabel("Site", { exact: true }).pressSequentially("bank.example");
  await expect(note(page)).toHaveText("Rules of bank.example");
  await expect(page.getByLabel("Length to")).toHaveValue("8");
});

test("the strength stays when it is set instead of the length, and the length when it is set again", async ({
  page,
}) => {
  await page.goto(`${routes.home()}?length=17`);
  await page.getByRole("button", { name: "Set strength instead" }).click();
  await expect(page.getByRole("spinbutton", { name: "Minimum bits" })).toHaveValue("111");
  await expect(result(page, "Password")).toHaveText(/^.{17}$/);
  await page.getByRole("button", { name: "Set length instead" }).click();
  await expect(page.getByRole("spinbutton", { name: "Length" })).toHaveValue("17");
});

test("the legend explains only the marks that the password has", async ({ page }) => {
  const legend = page.getByRole("region", { name: "Your password" });
  await page.goto(`${routes.home()}?use_special_chars=false`);
  await expect(legend.getByText(/ digits$/)).toBeVisible();
  await expect(legend.getByText(/ symbols$/)).toHaveCount(0);
  await page.goto(`${routes.home()}?use_numbers=false`);
  await expect(legend.getByText(/ symbols$/)).toBeVisible();
  await expect(legend.getByText(/ digits$/)).toHaveCount(0);
});

test("the history keeps the last 20 passwords while it is on, and the browser asks before it is lost", async ({
  page,
}) => {
  await page.goto(routes.home());
  await expect(result(page, "Password")).toHaveText(/\S/);
  const history = page.getByRole("region", { name: "History" });
  const entries = history.getByRole("list", { name: "History" }).getByRole("listitem");
  await page.keyboard.press("r");
  await expect(entries).toHaveCount(0);
  await history.getByRole("checkbox", { name: "Keep the last 20" }).check();
  await expect(entries).toHaveCount(1);
  const first = (await result(page, "Password").textContent()) ?? "";
  await expect(entries.first()).toContainText(first);
  for (let press = 0; press < 20; press += 1) await page.getByRole("button", { name: "New password" }).click();
  await expect(entries).toHaveCount(20);
  await expect(entries.first()).toContainText((await result(page, "Password").textContent()) ?? "");
  await expect(history).not.toContainText(first);
  await page.getByRole("button", { name: "Hide password" }).click();
  await expect(entries.first()).toHaveText(/^•{20}/);
  await page.getByRole("button", { name: "Show password" }).click();
  await tab(page, "PIN").click();
  await expect(entries).toHaveCount(20);
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, window.history.state]),
  );
  expect(kept).not.toContain((await entries.first().locator("span").first().textContent()) ?? "");

  const asked = page.waitForEvent("dialog");
  await page.evaluate(() => void setTimeout(() => location.reload()));
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await history.getByRole("button", { name: "Clear history" }).click();
  await expect(entries).toHaveCount(0);
  await page.reload();
  await expect(history.getByRole("checkbox", { name: "Keep the last 20" })).not.toBeChecked();
});

/** A button opens the field on a narrow page. */
async function openSentence(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: "New password" })).toBeVisible();
  const opener = page.getByRole("button", { name: "Or paste what the site says" });
  if (await opener.isVisible()) await opener.click();
}

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

test("a name without a dot finds the one domain that begins with it", { tag: "@phone" }, async ({ page }) => {
  await page.goto(`${routes.home()}?mode=rules`);
  // Wait for hydration.
  await expect(page.getByRole("button", { name: "New password" })).toBeVisible();
  await lookUp(page, "Bank");
  await expect(page.getByText("These are the rules of bank.example.")).toBeVisible();
  await expect(page.getByLabel("Site", { exact: true })).toHaveValue("bank.example");
  await expect(note(page)).toHaveText("Rules of bank.example");
  await page.getByLabel("Site", { exact: true }).fill("nothing-begins-so");
  await expect(page.getByText("These are the rules of")).toHaveCount(0);
  await page.getByRole("button", { name: "Use site rules" }).click();
  await expect(page.getByText("Enter a site such as example.com.")).toBeVisible();
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
