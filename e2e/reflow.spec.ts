import { readdirSync } from "node:fs";
import path from "node:path";
import type { APIRequestContext, Page } from "@playwright/test";
import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import { generatorPageSchemas } from "@/lib/schemas/generator-page";
import { administrator, logInAsAdministrator, testWithAdministrator } from "./support/administrator";
import { findOverflow } from "./support/axe";
import { expect } from "./support/test";
import { newEmail, PASSWORD } from "./support/users";

const test = testWithAdministrator();

const app = path.resolve(import.meta.dirname, "../app");
// WCAG 1.4.10: 320 pixels are 1280 at 400 %. 640 are 1280 at 200 %.
const widths = [320, 375, 640, 1280, 1920];
const spacedWidths = [320, 640];

/** The paths of all pages, from the folders of the app, so that none is forgotten. */
const pages = readdirSync(app, { recursive: true, encoding: "utf8" })
  .filter((file) => path.basename(file) === "page.tsx")
  .map((file) => path.dirname(file).split(path.sep))
  .map((parts) => `/${parts.filter((part) => part !== "." && !part.startsWith("(")).join("/")}`)
  // Only under `npm run dev`.
  .filter((page) => !page.startsWith("/dev/"))
  .toSorted();

const isDynamic = (page: string): boolean => page.includes("[");
const pagesOfVisitors = pages.filter((page) => !/^\/(account|admin)/.test(page));
const pagesOfAdministrators = pages.filter((page) => !isDynamic(page));

async function problemsOf(page: Page, address: string): Promise<string[]> {
  await page.goto(address);
  const problems: string[] = [];
  const measure = async (width: number, how: string): Promise<void> => {
    await page.setViewportSize({ width, height: 800 });
    const overflow = await findOverflow(page);
    if (overflow > 0) problems.push(`${address} at ${width}${how}: ${overflow} px too wide: ${await widestOn(page)}`);
  };
  for (const width of widths) await measure(width, "");
  await spaceText(page);
  for (const width of spacedWidths) await measure(width, " with text spacing");
  return problems;
}

/** WCAG 1.4.12. A stylesheet made by a script isn't subject to the page's policy. */
async function spaceText(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
}

/** The innermost elements that reach past the edge, for the message. */
async function widestOn(page: Page): Promise<string> {
  return page.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > edge + 0.5,
    );
    const innermost = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
    return innermost
      .slice(0, 3)
      .map((element) => element.outerHTML.slice(0, 120))
      .join(" ; ");
  });
}

test("no page of a visitor scrolls sideways, at any width and with text spacing", async ({ page }) => {
  test.slow();
  const modes = Object.keys(generatorPageSchemas).map((mode) => `${routes.home()}?mode=${mode}`);
  const problems: string[] = [];
  for (const address of [...pagesOfVisitors, ...modes]) problems.push(...(await problemsOf(page, address)));
  expect(problems).toEqual([]);
});

test("no page of an administrator scrolls sideways, at any width and with text spacing", async ({ page, request }) => {
  test.slow();
  await logInAsAdministrator(page);
  const filled = await fillPages(request);
  expect(Object.keys(filled).toSorted(), "each page with a parameter has an example").toEqual(pages.filter(isDynamic));
  const problems: string[] = [];
  for (const address of [...pagesOfAdministrators, ...Object.values(filled)])
    problems.push(...(await problemsOf(page, address)));
  expect(problems).toEqual([]);
});

/** An address for each page with a parameter, with long texts on it. */
async function fillPages(request: APIRequestContext): Promise<Record<string, string>> {
  const reply = await request.post(apiRoutes.logIn(), { form: { username: administrator, password: PASSWORD } });
  const { access_token: token } = (await reply.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token}` };
  const create = async (url: string, data: object): Promise<{ id: string; run_id: string }> => {
    const made = await request.post(url, { data, headers });
    expect(made.ok(), await made.text()).toBe(true);
    return (await made.json()) as { id: string; run_id: string };
  };
  const email = `a-rather-long-email-address-of-a-user-${newEmail()}`;
  const { id: user } = await create(apiRoutes.users(), {
    email,
    full_name: "Wilhelmina-Alexandrina ".repeat(3).trim(),
  });
  const { id: invitation } = await create(apiRoutes.invitations(), { note: "NoteWithoutAnySpaceInIt".repeat(4) });
  const { run_id: run } = await create(apiRoutes.bulkUsers(), { action: "disable", ids: [user] });
  await create(apiRoutes.requestPasswordReset(), { email: administrator });
  const mails = await request.get(apiRoutes.outbox(), { headers });
  const { items } = (await mails.json()) as { items: { id: string }[] };
  return {
    "/admin/invitations/[id]": routes.administeredInvitation(invitation),
    "/admin/mail/[id]": routes.mail(items[0]?.id ?? ""),
    "/admin/users/[id]": routes.user(user),
    "/admin/users/bulk/[id]": routes.bulkRun(run),
  };
}

test("in forced colours the current tab and the current page differ from the others", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto(`${routes.home()}?mode=pin`);
  const backgroundOf = (name: string): Promise<string> =>
    page
      .getByRole("navigation", { name: "Generator mode" })
      .getByRole("link", { name })
      .evaluate((link) => getComputedStyle(link).backgroundColor);
  const others = await Promise.all(["Password", "Passphrase", "Token"].map(backgroundOf));
  expect(new Set(others).size).toBe(1);
  expect(others).not.toContain(await backgroundOf("PIN"));
});
