import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { findAccessibilityProblems } from "./support/axe";
import { openMoreRules, readPassword } from "./support/generator";
import { expect, test } from "./support/test";
import { findTouchProblems } from "./support/touch";

const views: { name: string; show: (page: Page) => Promise<void> }[] = [
  {
    name: "the generator",
    show: async (page) => {
      await page.goto(routes.home());
      await readPassword(page);
    },
  },
  {
    name: "the generator with everything open and every rule set",
    show: async (page) => {
      await page.goto(
        `${routes.home()}?length=128&exclude_ambiguous=true&min_numbers=3&symbols=-_&exclude=ab&use_uppercase=false`,
      );
      await readPassword(page);
      await page.getByText("How this is calculated").click();
      await expect(page.getByRole("spinbutton", { name: "Digits" })).toBeVisible();
      await page.getByRole("button", { name: "Hide password" }).click();
    },
  },
  {
    name: "the list of keyboard shortcuts",
    show: async (page) => {
      await page.goto(routes.home());
      await readPassword(page);
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
    },
  },
  {
    name: "conflicting settings",
    show: async (page) => {
      await page.goto(`${routes.home()}?length=8`);
      await openMoreRules(page);
      await page.getByRole("spinbutton", { name: "Digits" }).fill("20");
      await page.getByRole("textbox", { name: "Allowed symbols" }).fill("abc");
      await expect(page.getByRole("button", { name: "Copy password" })).toBeDisabled();
    },
  },
  {
    name: "an address with invalid settings",
    show: async (page) => {
      await page.goto(`${routes.home()}?length=3`);
      await expect(page.getByText("The settings in this URL are invalid")).toBeVisible();
    },
  },
  {
    name: "the second step of a log-in that was not started",
    show: async (page) => {
      await page.goto(routes.verifyLogIn());
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Log in again");
    },
  },
  {
    name: "a forgotten password on a server that doesn't send email",
    show: async (page) => {
      await page.goto(routes.forgotPassword());
      await expect(page.getByText("This server doesn’t send email.")).toBeVisible();
    },
  },
  {
    name: "a refused request for a reset link",
    show: async (page) => {
      await page.goto(routes.forgotPassword());
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByLabel("Email address")).toHaveAttribute("aria-invalid", "true");
    },
  },
  ...[
    routes.resetPassword(),
    routes.invitation(),
    routes.verifyEmail(),
    routes.confirmEmail(),
    routes.undoEmail(),
    routes.notMe(),
  ].map((path) => ({
    name: `${path} without its link`,
    show: async (page: Page) => {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    },
  })),
];

test.describe("axe-core finds no problems in the light and the dark theme:", { tag: "@phone" }, () => {
  for (const { name, show } of views) {
    test(name, async ({ page }) => {
      await show(page);
      expect(await findAccessibilityProblems(page)).toEqual([]);
    });
  }

  test.describe("not found", () => {
    test.use({ expectedConsoleErrors: [/status of 404/] });

    test("the error page", async ({ page }) => {
      const response = await page.goto("/nowhere");
      expect(response?.status()).toBe(404);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page not found");
      expect(await findAccessibilityProblems(page)).toEqual([]);
    });
  });
});

test("axe-core finds a missing label, a missing language, and colours that are too close in one theme", async ({
  page,
}) => {
  await page.goto(routes.home());
  await readPassword(page);
  await page.evaluate(() => document.querySelector("label[for=length]")?.remove());
  await page.evaluate(() => document.querySelector("html")?.removeAttribute("lang"));
  await page.evaluate(() =>
    document.styleSheets[0]?.insertRule(
      "@media (prefers-color-scheme: dark) { h1 { color: rgb(30 30 32) !important } }",
      document.styleSheets[0].cssRules.length,
    ),
  );
  expect((await findAccessibilityProblems(page)).map((problem) => problem.split(":")[0]).toSorted()).toEqual([
    "color-contrast (dark)",
    "html-has-lang (light)",
    "label (light)",
  ]);
});

test.describe("with the keyboard alone", () => {
  test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: "reduce" }));

  const stops = [
    "Skip to content",
    "Latchkey",
    "Generator",
    "API docs",
    "Log in",
    "Sign up",
    "Search pages and actions",
    "Light theme",
    "Dark theme",
    "System theme",
    "How do I know?",
    "Password",
    "Passphrase",
    "PIN",
    "Site rules",
    "Token",
    "Password",
    "Copy password",
    "New password",
    "Hide password",
    "Keys",
    "Clear clipboard after 30 s",
    "Presets",
    "Set strength instead",
    "Length",
    "Length",
    "Lowercase",
    "Uppercase",
    "Digits",
    "Symbols",
    "More rules",
    "Easy to say or type",
    "Keep the last 20",
    "How this is calculated",
    "QR code",
    "Read aloud",
    "Print",
    "Use the API",
    "API docs",
    "API reference",
  ];

  test("Tab reaches every control once, in reading order", async ({ page }) => {
    await page.goto(routes.home());
    await readPassword(page);
    const reached: string[] = [];
    for (let stop = 0; stop < stops.length; stop += 1) {
      await page.keyboard.press("Tab");
      reached.push(await focusedName(page));
    }
    expect(reached.map((name, index) => (name.startsWith(stops[index] ?? "?") ? stops[index] : name))).toEqual(stops);
  });

  test("every focused control has a visible focus ring", async ({ page }) => {
    await page.goto(routes.home());
    await readPassword(page);
    for (const stop of stops) {
      await page.keyboard.press("Tab");
      // The password is selected on focus; this test checks only the ring.
      await page.evaluate(() => getSelection()?.removeAllRanges());
      const clip = await aroundFocused(page);
      const focused = await page.screenshot({ clip });
      await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
      expect((await page.screenshot({ clip })).equals(focused), stop).toBe(false);
    }
  });

  test("the skip link appears on focus and skips the header", async ({ page }) => {
    await page.goto(routes.home());
    await readPassword(page);
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to content" });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport({ ratio: 1 });
    expect((await skip.boundingBox())?.height).toBeGreaterThan(20);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main")).toBeFocused();
    await page.keyboard.press("Tab");
    expect(await focusedName(page)).toBe("How do I know?");
  });

  test("the keyboard shortcuts dialog takes, traps and restores the focus", async ({ page }) => {
    await page.goto(routes.home());
    await readPassword(page);
    const opener = page.getByRole("button", { name: "Keys" });
    await opener.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Keyboard" });
    for (let tabs = 0; tabs < 4; tabs += 1) {
      // Outside the dialog, Tab may only reach the browser's own toolbars.
      expect(
        await dialog.evaluate(
          (element) => element.contains(document.activeElement) || document.activeElement === document.body,
        ),
      ).toBe(true);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(opener).toBeFocused();
  });

  test("a password can be generated, changed and copied without a pointer", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(routes.home());
    await readPassword(page);
    await page.getByRole("spinbutton", { name: "Length" }).focus();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await expect(page.getByRole("group", { name: "Password", exact: true })).toHaveText(/^[^a-z]{22}$/);
    await page.keyboard.press("c");
    const password = await readPassword(page);
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(password);
  });
});

test.describe("on a phone", { tag: "@phone-only" }, () => {
  for (const path of [routes.home(), `${routes.home()}?length=128&min_numbers=20&exclude=a`]) {
    test(`all touch targets at ${path} are large enough, and nothing is wider than the screen`, async ({ page }) => {
      await page.goto(path);
      await readPassword(page);
      expect(await findTouchProblems(page)).toEqual([]);
    });
  }
});

/** The accessible name, as computed by the browser. */
async function focusedName(page: Page): Promise<string> {
  const snapshot = await page.locator("*:focus").ariaSnapshot();
  const quoted = /^- (?:[a-z]+) "((?:[^"\\]|\\.)*)"/.exec(snapshot)?.[1];
  return quoted ?? snapshot.replace(/^- (?:\/?[a-z]+:?\s*)?/, "").trim();
}

async function aroundFocused(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await page.locator("*:focus").boundingBox();
  if (box === null) throw new Error("No visible element has the focus.");
  const margin = 6;
  const x = Math.max(0, box.x - margin);
  const y = Math.max(0, box.y - margin);
  return { x, y, width: box.width + 2 * margin, height: box.height + 2 * margin };
}
