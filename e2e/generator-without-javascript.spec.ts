import { routes } from "@/lib/routes";
import { kindOf, lengthField, openAdvanced, passwordOn, readServerMadePassword } from "./support/generator";
import { passwordInSource } from "./support/page-source";
import { expect, test } from "./support/test";

test.use({ javaScriptEnabled: false });

// With one character type the password is one text node, so that a search of the source finds every copy.
const lettersOnly = `${routes.home()}?form=1&use_lowercase=true&length=64`;

test("the server generates a new password for each request", async ({ page }) => {
  await page.goto(routes.home());
  const first = await readServerMadePassword(page);
  await page.reload();
  const second = await readServerMadePassword(page);
  for (const password of [first, second]) expect(password).toMatch(/^[!-~]{20}$/);
  expect(second).not.toBe(first);
});

test("the source contains the password once, where browsers with JavaScript ignore it", async ({ request }) => {
  const html = await (await request.get(lettersOnly)).text();
  const password = passwordInSource(html);
  expect(password).toMatch(/^[a-z]{64}$/);
  expect(html.split(password)).toHaveLength(2);
  // Nor another password in the page's data, which a script could show instead.
  expect(html.match(/[a-z]{64}/g)).toEqual([password]);
});

test("a page with a password is never cached", async ({ request }) => {
  const reply = await request.get(lettersOnly);
  expect(reply.headers()["cache-control"]).toBe("no-store");
});

test("the form sends the settings, including unticked boxes", async ({ page }) => {
  await page.goto(routes.home());
  await lengthField(page).fill("32");
  await kindOf(page, "Symbols").uncheck();
  await kindOf(page, "Uppercase").uncheck();
  await page.getByRole("button", { name: "Generate password" }).click();
  await expect(page).toHaveURL(/form=1/);
  const password = await readServerMadePassword(page);
  expect(password).toMatch(/^(?=.*[a-z])(?=.*[0-9])[a-z0-9]{32}$/);
  await expect(kindOf(page, "Symbols")).not.toBeChecked();
  await expect(kindOf(page, "Uppercase")).not.toBeChecked();
  await expect(kindOf(page, "Digits")).toBeChecked();
  await expect(lengthField(page)).toHaveValue("32");
  expect(page.url()).not.toContain(password);
});

test("the server applies every rule of the form", async ({ page }) => {
  await page.goto(routes.home());
  await page.getByText("More rules").click();
  await page.getByRole("checkbox", { name: "Exclude look-alikes" }).check();
  await page.getByRole("spinbutton", { name: "Digits" }).fill("6");
  await page.getByRole("textbox", { name: "Allowed symbols" }).fill("&+'");
  await page.getByRole("textbox", { name: "Exclude" }).fill("abc789");
  await page.getByRole("button", { name: "Generate password" }).click();
  await expect(page).toHaveURL(/form=1/);
  expect(await readServerMadePassword(page)).toMatch(/^(?=(?:.*[2-6]){6})[d-kmnp-zA-HJ-NP-Z2-6&+']{20}$/);
  await expect(page.getByRole("textbox", { name: "Exclude" })).toHaveValue("abc789");
});

test("the server applies a site's rules and pattern, and keeps them in the form", async ({ page }) => {
  await page.goto(`${routes.home()}?mode=rules`);
  await page
    .getByLabel("Password rules")
    .fill("minlength: 8; maxlength: 10; required: lower; required: digit; max-consecutive: 1;");
  await page.getByRole("textbox", { name: "HTML pattern" }).fill("[a-f].*");
  await page.getByRole("button", { name: "Generate password" }).click();
  await expect(page).toHaveURL(/mode=rules/);
  expect(await readServerMadePassword(page)).toMatch(/^(?=.*\d)(?!.*(.)\1)[a-f][a-z0-9]{9}$/);
  await expect(page.getByLabel("Password rules")).toHaveValue(/max-consecutive: 1/);
  await expect(page.getByRole("textbox", { name: "HTML pattern" })).toHaveValue("[a-f].*");
});

test("the server looks up a site's rules, and the user can change them", async ({ page }) => {
  await page.goto(`${routes.home()}?mode=rules`);
  await page.getByLabel("Site", { exact: true }).fill("https://www.bank.example/sign-up");
  await page.getByRole("button", { name: "Use site rules" }).click();
  await expect(page.getByText("These are the rules of bank.example.")).toBeVisible();
  expect(await readServerMadePassword(page)).toMatch(/^(?=.*[a-z])(?=.*\d)[a-z0-9]{8}$/);
  await expect(page.getByLabel("Password rules")).toHaveValue(/maxlength: 8/);
  await expect(
    page.getByText("The site’s rules allow no more than 41.2 bits. Use two-factor there if you can."),
  ).toBeVisible();
  await openAdvanced(page);
  await page.getByLabel("Password rules").fill("minlength: 30; required: digit;");
  await page.getByRole("button", { name: "Generate password" }).click();
  expect(await readServerMadePassword(page)).toMatch(/^\d{30}$/);
  await expect(page.getByText("no more than")).toHaveCount(0);
});

test("an unknown site clears the rules of an earlier one, which is named at the password until then", async ({
  page,
}) => {
  const note = page.getByText(/^Rules of /);
  await page.goto(`${routes.home()}?mode=rules`);
  await page.getByLabel("Site", { exact: true }).fill("bank");
  await page.getByRole("button", { name: "Generate password" }).click();
  await expect(note).toHaveText("Rules of bank.example");
  await page.getByRole("button", { name: "Generate password" }).click();
  await expect(note).toHaveText("Rules of bank.example");
  await page.getByLabel("Site", { exact: true }).fill("nowhere.example");
  await page.getByRole("button", { name: "Generate password" }).click();
  await expect(page.getByText("There are no rules for nowhere.example in the lists.")).toBeVisible();
  await expect(page.getByLabel("Password rules")).toHaveValue("");
  expect(await readServerMadePassword(page)).toMatch(/^.{20}$/);
  await expect(note).toHaveCount(0);
});

test("an unknown site is reported, and conflicting rules are named", async ({ page }) => {
  await page.goto(`${routes.home()}?form=1&mode=rules&site=nowhere.example&rules=minlength%3A+9%3B+maxlength%3A+8%3B`);
  await expect(page.getByText("There are no rules for nowhere.example in the lists.")).toBeVisible();
  await expect(page.getByText("These rules conflict.").first()).toBeVisible();
  await expect(passwordOn(page)).toHaveCount(0);
});

test("conflicting settings show an explanation and no password", async ({ page }) => {
  await page.goto(`${routes.home()}?length=8&min_numbers=20`);
  await expect(
    page.getByRole("status").filter({ hasText: "The minimums add up to more than 8 characters." }),
  ).toBeVisible();
  await expect(passwordOn(page)).toHaveCount(0);
});

test("with every box unticked the page says what to tick", async ({ page }) => {
  await page.goto(routes.home());
  for (const kind of ["Lowercase", "Uppercase", "Digits", "Symbols"] as const) await kindOf(page, kind).uncheck();
  await page.getByRole("button", { name: "Generate password" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Select at least one character type." })).toBeVisible();
});

test("controls that need JavaScript are not shown", async ({ page }) => {
  await page.goto(routes.home());
  await expect(page.getByRole("button", { name: "Generate password" })).toBeVisible();
  for (const name of ["Copy", "New password", "Hide"]) await expect(page.getByRole("button", { name })).toHaveCount(0);
  await expect(page.getByRole("slider")).toHaveCount(0);
  await expect(page.getByText("Generated by this server for this page only, and not stored.")).toBeVisible();
});

test("the server changes the theme and keeps it", async ({ page }) => {
  await page.goto(routes.home());
  await page.getByRole("button", { name: "Dark theme" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("button", { name: "Dark theme" })).toHaveAttribute("aria-pressed", "true");
  await page.goto(`${routes.home()}?length=12`);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByRole("button", { name: "System theme" }).click();
  await expect(page.locator("html")).not.toHaveAttribute("data-theme", /./);
});
