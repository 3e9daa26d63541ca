import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import { curlRequestOf } from "./support/curl";
import {
  kindOf,
  lengthField,
  regenerate,
  openMoreRules,
  passwordOn,
  readPassword,
  recordRequests,
} from "./support/generator";
import { expect, test } from "./support/test";

const allKinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[!-/:-@[-`{-~]/];

test.describe("the password", () => {
  test("is shown on load, with 20 characters of all types", { tag: "@phone" }, async ({ page }) => {
    await page.goto(routes.home());
    const password = await readPassword(page);
    expect(password).toMatch(/^[!-~]{20}$/);
    for (const kind of allKinds) expect(password).toMatch(kind);
  });

  test("is generated in the browser: no request is sent to the API, and no request contains the password", async ({
    page,
  }) => {
    const requests = recordRequests(page);
    // Without symbols a password is encoded the same way in a URL, in JSON and in a form.
    const response = await page.goto(`${routes.home()}?use_special_chars=false`);
    const passwords = [await readPassword(page)];
    await regenerate(page).click();
    passwords.push(await readPassword(page));
    await lengthField(page).fill("33");
    await expect(passwordOn(page)).toHaveText(/^.{33}$/);
    passwords.push(await readPassword(page));
    await expect(page).toHaveURL(/length=33/);

    expect(new Set(passwords).size).toBe(3);
    expect(requests.length).toBeGreaterThan(1);
    expect(requests.filter(({ url }) => url.includes(apiRoutes.generatePassword()))).toEqual([]);
    const source = (await response?.text()) ?? "";
    for (const password of passwords) {
      expect(requests.filter(({ all }) => all.includes(password))).toEqual([]);
      expect(source).not.toContain(password);
    }
  });

  test("is left alone by translators, on the page and in the dialog for reading aloud", async ({ page }) => {
    await page.goto(routes.home());
    await readPassword(page);
    await expect(passwordOn(page)).toHaveJSProperty("translate", false);
    await page.getByRole("button", { name: "Read aloud" }).click();
    await expect(page.getByRole("list", { name: "In groups of four" })).toHaveJSProperty("translate", false);
  });

  test("is not stored in the URL, the history, storage or cookies", async ({ page, context }) => {
    await page.goto(routes.home());
    await kindOf(page, "Symbols").uncheck();
    await expect(page).toHaveURL(/use_special_chars=false/);
    const password = await readPassword(page);
    const kept = await page.evaluate(() =>
      JSON.stringify([location.href, history.state, { ...localStorage }, { ...sessionStorage }, document.title]),
    );
    expect(kept + JSON.stringify(await context.cookies())).not.toContain(password);
  });

  test("changes with each press, with the same settings", async ({ page }) => {
    await page.goto(`${routes.home()}?length=30&use_special_chars=false`);
    const passwords = new Set([await readPassword(page)]);
    for (let presses = 1; presses <= 5; presses += 1) {
      await regenerate(page).click();
      await expect(page.getByRole("status").filter({ hasText: "New password made" })).toHaveCount(1);
      passwords.add(await readPassword(page));
    }
    expect(passwords.size).toBe(6);
    for (const password of passwords) expect(password).toMatch(/^[A-Za-z0-9]{30}$/);
  });

  test("can be hidden and shown again, and copied while hidden", { tag: "@phone" }, async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(routes.home());
    const password = await readPassword(page);
    const hide = page.getByRole("button", { name: "Hide password" });
    const show = page.getByRole("button", { name: "Show password" });

    await hide.click();
    await expect(page.getByRole("group", { name: "Password, hidden" })).toHaveText("•".repeat(20));
    await expect(show).toBeFocused();
    await expect(page.locator("body")).not.toContainText(password);
    await page.getByRole("button", { name: "Copy password" }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(password);

    await show.click();
    await expect(passwordOn(page)).toHaveText(password);
  });
});

test.describe("the settings", () => {
  test("the slider and the number field set the same length", { tag: "@phone" }, async ({ page }) => {
    await page.goto(routes.home());
    const slider = page.getByRole("slider", { name: "Length" });
    await slider.fill("64");
    await expect(passwordOn(page)).toHaveText(/^[!-~]{64}$/);
    await expect(lengthField(page)).toHaveValue("64");

    await lengthField(page).fill("7");
    await expect(passwordOn(page)).toHaveText(/^[!-~]{7}$/);
    await expect(slider).toHaveValue("7");

    await lengthField(page).press("PageUp");
    await expect(lengthField(page)).toHaveValue("17");
    await slider.press("End");
    await expect(passwordOn(page)).toHaveText(/^[!-~]{128}$/);
  });

  test("unticked character types are excluded, and ticked ones are included", async ({ page }) => {
    await page.goto(`${routes.home()}?length=40`);
    await kindOf(page, "Symbols").uncheck();
    await expect(passwordOn(page)).toHaveText(/^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9]{40}$/);
    await kindOf(page, "Digits").uncheck();
    await expect(passwordOn(page)).toHaveText(/^(?=.*[a-z])(?=.*[A-Z])[A-Za-z]{40}$/);
    await kindOf(page, "Lowercase").uncheck();
    await expect(passwordOn(page)).toHaveText(/^[A-Z]{40}$/);
    await kindOf(page, "Digits").check();
    await expect(passwordOn(page)).toHaveText(/^(?=.*[A-Z])(?=.*[0-9])[A-Z0-9]{40}$/);
  });

  test("the last character type can't be unticked, and the page says why", async ({ page }) => {
    await page.goto(`${routes.home()}?use_lowercase=false&use_uppercase=false&use_special_chars=false`);
    await kindOf(page, "Digits").click();
    await expect(
      page
        .getByRole("status")
        .filter({ hasText: "Digits stays selected, because a password needs at least one type." }),
    ).toBeVisible();
    await expect(kindOf(page, "Digits")).toBeChecked();
    await expect(passwordOn(page)).toHaveText(/^[0-9]{20}$/);
  });

  test("look-alikes are excluded", async ({ page }) => {
    await page.goto(`${routes.home()}?length=128`);
    await openMoreRules(page);
    await page.getByRole("checkbox", { name: "Exclude look-alikes" }).check();
    await expect(passwordOn(page)).toHaveText(/^[^0Oo1lI|]{128}$/);
  });

  test("minimums are satisfied", async ({ page }) => {
    await page.goto(routes.home());
    await openMoreRules(page);
    await page.getByRole("spinbutton", { name: "Digits" }).fill("15");
    await expect(passwordOn(page)).toHaveText(/^(?:[^0-9]*[0-9]){15}[^0-9]{0,2}$|^(?=(?:.*[0-9]){15}).{20}$/);
    await expect(page).toHaveURL(/min_numbers=15/);
  });

  test("custom symbols replace the default ones", async ({ page }) => {
    await page.goto(`${routes.home()}?use_lowercase=false&use_uppercase=false&use_numbers=false`);
    await openMoreRules(page);
    await page.getByRole("textbox", { name: "Allowed symbols" }).fill("-_.");
    await expect(passwordOn(page)).toHaveText(/^[-_.]{20}$/);
  });

  test("excluded characters are never used", async ({ page }) => {
    await page.goto(`${routes.home()}?use_lowercase=false&use_uppercase=false&use_special_chars=false`);
    await openMoreRules(page);
    await page.getByRole("textbox", { name: "Exclude" }).fill("0123456");
    await expect(passwordOn(page)).toHaveText(/^[789]{20}$/);
  });

  test("are in the URL, and a reload restores them with a new password", async ({ page }) => {
    await page.goto(routes.home());
    await lengthField(page).fill("24");
    await kindOf(page, "Uppercase").uncheck();
    await openMoreRules(page);
    await page.getByRole("checkbox", { name: "Exclude look-alikes" }).check();
    await page.getByRole("spinbutton", { name: "Symbols" }).fill("3");
    await page.getByRole("textbox", { name: "Allowed symbols" }).fill("+&='");
    await page.getByRole("textbox", { name: "Exclude" }).fill("ab%");
    await expect(page).toHaveURL(/exclude=ab%25/);
    const before = await readPassword(page);

    await page.reload();
    await expect(lengthField(page)).toHaveValue("24");
    await expect(kindOf(page, "Uppercase")).not.toBeChecked();
    await expect(page.getByRole("checkbox", { name: "Exclude look-alikes" })).toBeChecked();
    await expect(page.getByRole("spinbutton", { name: "Symbols" })).toHaveValue("3");
    await expect(page.getByRole("textbox", { name: "Allowed symbols" })).toHaveValue("+&='");
    await expect(page.getByRole("textbox", { name: "Exclude" })).toHaveValue("ab%");
    const after = await readPassword(page);
    expect(after).toMatch(/^(?=(?:.*[+&=']){3})[c-kmnp-z2-9+&=']{24}$/);
    expect(after).not.toBe(before);
  });

  test("are omitted from the URL if they are the defaults", async ({ page }) => {
    await page.goto(`${routes.home()}?length=21`);
    await lengthField(page).fill("20");
    await expect(page).toHaveURL(routes.home());
  });
});

test.describe("invalid settings", () => {
  test("minimums that exceed the length show an explanation and no password to copy", async ({ page }) => {
    await page.goto(`${routes.home()}?length=8`);
    await openMoreRules(page);
    await page.getByRole("spinbutton", { name: "Digits" }).fill("20");
    const words = "The minimums add up to more than 8 characters. Increase the length or lower a minimum.";
    await expect(page.getByRole("status").filter({ hasText: words })).toBeVisible();
    await expect(lengthField(page)).toHaveAccessibleDescription(words);
    await expect(page.getByRole("button", { name: "Copy password" })).toBeDisabled();
    await expect(regenerate(page)).toBeDisabled();
    await page.getByText("Use the API").click();
    await expect(page.getByText("Correct the settings to see the requests.")).toBeVisible();

    await lengthField(page).fill("25");
    await expect(passwordOn(page)).toHaveText(/^[!-~]{25}$/);
  });

  test("an empty character type shows an explanation", async ({ page }) => {
    await page.goto(routes.home());
    await openMoreRules(page);
    await page.getByRole("textbox", { name: "Exclude" }).fill("0123456789");
    await expect(page.getByRole("status").filter({ hasText: "All digits are excluded." })).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Exclude" })).toHaveAttribute("aria-invalid", "true");
  });

  test("a length out of bounds shows an explanation, also while typing", async ({ page }) => {
    await page.goto(routes.home());
    for (const length of ["3", "129", ""]) {
      await lengthField(page).fill(length);
      await expect(lengthField(page)).toHaveAccessibleDescription("Enter a length from 4 to 128.");
    }
  });

  test("a URL with invalid settings gives the defaults and a message", async ({ page }) => {
    await page.goto(`${routes.home()}?length=3&use_numbers=perhaps`);
    await expect(page.getByText("The settings in this URL are invalid, so the defaults are used.")).toBeVisible();
    await expect(passwordOn(page)).toHaveText(/^[!-~]{20}$/);
  });
});

test.describe("copying", () => {
  test.beforeEach(({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

  test("the button copies exactly the displayed password and announces it", async ({ page }) => {
    await page.goto(`${routes.home()}?length=100`);
    const password = await readPassword(page);
    await page.getByRole("button", { name: "Copy password" }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(password);
    await expect(page.locator('[aria-live="polite"]').filter({ hasText: /^Copied$/ })).toHaveCount(1);
    await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  });

  test("the key C does the same", async ({ page }) => {
    await page.goto(routes.home());
    const password = await readPassword(page);
    await page.keyboard.press("c");
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(password);
    await expect(page.locator('[aria-live="polite"]').filter({ hasText: /^Copied$/ })).toHaveCount(1);
  });

  test("the browser's copy command on the focused password gives no line breaks", async ({ page }) => {
    await page.goto(`${routes.home()}?length=128`);
    const password = await readPassword(page);
    await passwordOn(page).focus();
    await page.keyboard.press("ControlOrMeta+c");
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(password);
  });

  test("the button copies without the Clipboard API too", async ({ page }) => {
    // As over plain http in a local network.
    await page.addInitScript(() =>
      Object.defineProperty(Navigator.prototype, "clipboard", { value: undefined, configurable: true }),
    );
    await page.goto(routes.home());
    const password = await readPassword(page);
    await page.getByRole("button", { name: "Copy password" }).click();
    await expect(page.locator('[aria-live="polite"]').filter({ hasText: /^Copied$/ })).toHaveCount(1);
    const length = lengthField(page);
    const never = page.getByRole("textbox", { name: "Exclude" });
    await openMoreRules(page);
    await length.focus();
    await never.focus();
    await page.keyboard.press("ControlOrMeta+v");
    await expect(never).toHaveValue(password);
  });

  test("a request is copied unchanged", async ({ page }) => {
    await page.goto(`${routes.home()}?length=33`);
    await page.getByText("Use the API").click();
    const shown = await page.locator("code").filter({ hasText: "-H 'Content-Type" }).textContent();
    await page.getByRole("button", { name: "Copy POST request" }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
  });
});

test.describe("single keys", () => {
  test("R generates a new password with the same settings", async ({ page }) => {
    await page.goto(`${routes.home()}?length=30`);
    const before = await readPassword(page);
    await page.keyboard.press("r");
    await expect(passwordOn(page)).not.toHaveText(before);
    await expect(passwordOn(page)).toHaveText(/^[!-~]{30}$/);
    await expect(page).toHaveURL(/\?length=30$/);
  });

  test("do nothing while the user types in a field", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(routes.home());
    const password = await readPassword(page);
    await page.evaluate(() => navigator.clipboard.writeText("from before"));

    await lengthField(page).focus();
    await page.keyboard.type("rc?");
    expect(await readPassword(page)).toBe(password);
    await openMoreRules(page);
    const never = page.getByRole("textbox", { name: "Exclude" });
    await never.focus();
    await page.keyboard.type("rc?");
    await expect(never).toHaveValue("rc?");
    await expect(page.getByRole("dialog")).toBeHidden();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("from before");
  });

  test("do nothing with Ctrl, Alt or Meta, which are browser shortcuts", async ({ page }) => {
    await page.goto(routes.home());
    const password = await readPassword(page);
    const prevented = await page.evaluate(() =>
      (["ctrlKey", "altKey", "metaKey"] as const).map(
        (modifier) =>
          !document.body.dispatchEvent(
            new KeyboardEvent("keydown", { key: "r", [modifier]: true, bubbles: true, cancelable: true }),
          ),
      ),
    );
    expect(prevented).toEqual([false, false, false]);
    expect(await readPassword(page)).toBe(password);
  });

  test("are listed by ?, can be switched off there, and stay off after a reload", async ({ page }) => {
    await page.goto(routes.home());
    await readPassword(page);
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "Keyboard" });
    await expect(dialog.getByText("Generate a new password")).toBeVisible();
    await dialog.getByRole("checkbox", { name: "Use keyboard shortcuts" }).uncheck();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();

    await expectNoKeyWorks();
    await page.reload();
    await expectNoKeyWorks();

    async function expectNoKeyWorks(): Promise<void> {
      const password = await readPassword(page);
      await expect(regenerate(page)).not.toHaveAttribute("aria-keyshortcuts", /./);
      for (const key of ["r", "c", "?"]) await page.keyboard.press(key);
      expect(await readPassword(page)).toBe(password);
      await expect(page.locator('[aria-live="polite"]').filter({ hasText: /^Copied$/ })).toHaveCount(0);
      await expect(dialog).toBeHidden();
    }
  });
});

test("the page keeps working offline without requests", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(routes.home());
  await readPassword(page);
  // The page says so when the last of its parts is loaded.
  await page.getByText("How do I know?").click();
  await expect(page.getByText(/^\d+ requests? since this page and all its parts loaded/)).toBeVisible();
  // Every network request fails now. The icon, requested at each new URL, comes from the cache.
  const failed: string[] = [];
  page.on("requestfailed", (request) => failed.push(request.url()));
  const requests = recordRequests(page);
  await context.setOffline(true);

  await page.getByRole("slider", { name: "Length" }).fill("48");
  await expect(passwordOn(page)).toHaveText(/^[!-~]{48}$/);
  await kindOf(page, "Symbols").uncheck();
  await expect(passwordOn(page)).toHaveText(/^[A-Za-z0-9]{48}$/);
  await page.keyboard.press("r");
  await page.getByRole("button", { name: "Copy password" }).click();
  const password = await readPassword(page);
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(password);
  await page.getByText("How this is calculated").click();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  await expect(page).toHaveURL(/length=48/);
  expect(requests.map(({ url }) => new URL(url).pathname).filter((path) => path !== "/icon.svg")).toEqual([]);
  expect(failed).toEqual([]);
});

test.describe("API requests", () => {
  test("the curl commands give a password with the page's settings", async ({ page, request }) => {
    const settings = new URLSearchParams({
      length: "26",
      use_uppercase: "false",
      symbols: "'-_&",
      exclude: "abc",
      min_special: "4",
    });
    await page.goto(`${routes.home()}?${settings}`);
    for (const command of await page.locator("code", { hasText: "curl" }).allTextContents()) {
      const { url, ...options } = curlRequestOf(command);
      const reply = await request.fetch(url, options);
      expect(reply.status(), command).toBe(200);
      expect((await reply.json()).password, command).toMatch(/^(?=(?:.*['\-_&]){4})[d-z0-9'\-_&]{26}$/);
    }
  });

  test("there is a GET and a POST command, and both follow the settings", async ({ page }) => {
    await page.goto(routes.home());
    const commands = page.locator("code", { hasText: "curl" });
    await expect(commands).toHaveCount(2);
    await lengthField(page).fill("61");
    for (const command of await commands.all()) await expect(command).toContainText("61");
    expect(curlRequestOf((await commands.first().textContent()) ?? "").method).toBe("GET");
    expect(curlRequestOf((await commands.last().textContent()) ?? "").method).toBe("POST");
  });
});
