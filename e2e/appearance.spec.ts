import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { type RawReply, send } from "./support/raw-http";
import { expect, test } from "./support/test";

const dark = "rgb(19, 19, 21)";
const light = "rgb(250, 249, 246)";

async function expectBackground(page: Page, colour: string): Promise<void> {
  await expect(page.locator("body")).toHaveCSS("background-color", colour);
}

test("a selected theme applies immediately and after a reload, and overrides the system", { tag: "@phone" }, async ({
  page,
  isMobile,
}) => {
  // On a phone the switch is in the menu.
  const showSwitch = async (): Promise<void> => {
    if (isMobile) await page.getByRole("button", { name: "Menu" }).click();
  };

  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(routes.home());
  await expectBackground(page, light);

  await showSwitch();
  const saved = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Dark theme" }).click();
  await expectBackground(page, dark);
  await expect(page.getByRole("button", { name: "Dark theme" })).toHaveAttribute("aria-pressed", "true");
  await saved;

  await page.reload();
  await expectBackground(page, dark);
  await showSwitch();
  await expect(page.getByRole("button", { name: "Dark theme" })).toHaveAttribute("aria-pressed", "true");
});

test("the light theme stays on a dark system", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(routes.home());
  const saved = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Light theme" }).click();
  await saved;
  await page.reload();
  await expectBackground(page, light);
});

test("by default the page follows the system theme, also while it is open", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(routes.home());
  await expect(page.getByRole("button", { name: "System theme" })).toHaveAttribute("aria-pressed", "true");
  await expectBackground(page, dark);
  await page.emulateMedia({ colorScheme: "light" });
  await expectBackground(page, light);
});

test("selecting the system theme removes the cookie", async ({ page, context }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(routes.home());
  for (const [name, cookies] of [
    ["Dark theme", 1],
    ["System theme", 0],
  ] as const) {
    const saved = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button", { name }).click();
    await saved;
    await expect.poll(async () => (await context.cookies()).length).toBe(cookies);
  }
  await page.reload();
  await expectBackground(page, light);
});

test("the not-found page uses the selected theme", async ({ baseURL }) => {
  const { body } = await send(baseURL ?? "", { path: "/nowhere", headers: { cookie: "latchkey.theme=dark" } });
  expect(body).toMatch(/<html[^>]* data-theme="dark"/);
});

test("the server renders the theme, so that no other theme flashes first", async ({ baseURL }) => {
  const htmlFor = async (cookie: string): Promise<string> => {
    const { body } = await send(baseURL ?? "", { path: routes.home(), headers: { cookie } });
    return /<html[^>]*>/.exec(body)?.[0] ?? "";
  };
  expect(await htmlFor("latchkey.theme=dark")).toContain('data-theme="dark"');
  expect(await htmlFor("latchkey.theme=light")).toContain('data-theme="light"');
  for (const nonsense of [
    "",
    "latchkey.theme=system",
    "latchkey.theme=puce",
    'latchkey.theme="><script>',
    "latchkey.theme=",
  ]) {
    expect(await htmlFor(nonsense), nonsense).toMatch(/^<html(?!.*data-theme)/);
  }
});

test("selecting a theme keeps the password and the settings on the page", async ({ page }) => {
  await page.goto(`${routes.home()}?length=31`);
  const password = page.getByRole("group", { name: "Password", exact: true });
  await expect(password).toHaveText(/^[!-~]{31}$/);
  const before = (await password.textContent()) ?? "";
  const saved = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Dark theme" }).click();
  await saved;
  await expect(password).toHaveText(before);
  await expect(page).toHaveURL(/length=31/);
});

test.describe("the form that saves the theme", () => {
  const siteOf = (origin: string): Record<"ours" | "others", Record<string, string>[]> => ({
    ours: [{ "sec-fetch-site": "same-origin" }, { origin, "sec-fetch-site": "same-origin" }, { origin }],
    others: [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "none" },
      { "sec-fetch-site": "cross-site", origin },
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: `${origin}.evil.example` },
      { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
      { origin: "https://evil.example", host: "evil.example" },
      {},
    ],
  });

  /** Sends the theme like a form without JavaScript, or like Next's client. */
  async function postTheme(origin: string, headers: Record<string, string>, way: "form" | "script"): Promise<RawReply> {
    const { body: html } = await send(origin, { path: routes.home() });
    const action = /name="\$ACTION_ID_([0-9a-f]+)"/.exec(html)?.[1] ?? "";
    // React's encoding of a form argument: the fields first, then the argument list that refers to them.
    const fieldsOf = {
      form: [
        [`$ACTION_ID_${action}`, ""],
        ["theme", "dark"],
      ],
      script: [
        ["_1_theme", "dark"],
        ["0", '["$K1"]'],
      ],
    };
    const fields = fieldsOf[way].map(
      ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const actionHeader = way === "form" ? {} : { "next-action": action, accept: "text/x-component" };
    return send(origin, {
      method: "POST",
      path: routes.home(),
      headers: { ...actionHeader, "content-type": "multipart/form-data; boundary=b", ...headers },
      body: `${fields.join("")}--b--\r\n`,
    });
  }

  for (const way of ["form", "script"] as const) {
    test(`works from our own pages (${way})`, async ({ baseURL }) => {
      const origin = baseURL ?? "";
      for (const headers of siteOf(origin).ours) {
        const reply = await postTheme(origin, headers, way);
        expect(reply.status, JSON.stringify(headers)).toBe(200);
        const [cookie] = reply.headers["set-cookie"] ?? [];
        expect(cookie, JSON.stringify(headers)).toMatch(/^latchkey\.theme=dark; Path=\/;.*HttpOnly; SameSite=lax/i);
      }
    });

    test(`changes nothing when another site sends it (${way})`, async ({ baseURL }) => {
      const origin = baseURL ?? "";
      for (const headers of siteOf(origin).others) {
        const reply = await postTheme(origin, headers, way);
        expect(reply.headers["set-cookie"], JSON.stringify(headers)).toBeUndefined();
        expect(reply.body, JSON.stringify(headers)).not.toMatch(/data-theme="dark"/);
      }
    });

    test(`refuses another site without a server error (${way})`, async ({ baseURL }) => {
      const origin = baseURL ?? "";
      for (const headers of siteOf(origin).others) {
        expect((await postTheme(origin, headers, way)).status, JSON.stringify(headers)).toBeLessThan(500);
      }
    });
  }
});

test("a printed page has its contents and no navigation", async ({ page }) => {
  await page.emulateMedia({ media: "print" });
  await page.goto(routes.logIn());
  await expect(page.getByRole("heading", { name: "Log in" })).toBeVisible();
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("contentinfo")).toHaveCount(0);
});
