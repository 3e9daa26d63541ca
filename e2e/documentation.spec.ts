import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import { expect, test } from "./support/test";
import { enrol } from "./support/two-factor";
import { PASSWORD } from "./support/users";

/** Swagger UI reads the whole document before it shows anything: many times two seconds on a slow and busy machine. */
const FIRST_DRAWN_MS = 90_000;

// ./support/test fails every test here on a policy violation or a request to another host.

test.describe("Swagger UI", () => {
  test.use({ expectedConsoleErrors: [/status of 400/] });

  // In one page load, because laying out every operation takes seconds.
  test("lists every operation, and shows the password and the error that requests receive", async ({
    page,
    request,
  }) => {
    test.slow();
    const { paths } = await (await request.get(routes.openapi())).json();
    const operations = Object.values<Record<string, object>>(paths).flatMap((methods) => Object.values(methods));
    await page.goto(routes.documentation());
    const closed = page.locator('.opblock-tag[data-is-open="false"]');
    const open = page.locator('.opblock-tag[data-is-open="true"]');
    await expect(open).toHaveAttribute("data-tag", "Passwords", { timeout: FIRST_DRAWN_MS });
    for (let left = await closed.count(); left > 0; left -= 1) {
      await closed.first().click();
      await expect(closed).toHaveCount(left - 1);
    }
    await expect(page.locator(".opblock")).toHaveCount(operations.length);
    await expect(page.locator(".opblock", { hasText: apiRoutes.generatePassword() }).first()).toBeVisible();
    await expect(page.getByText("Unable to render")).toHaveCount(0);

    const byQuery = page.locator("#operations-Passwords-generatePassword");
    await byQuery.locator(".opblock-summary").click();
    await byQuery.locator('tr[data-param-name="length"] input').fill("31");
    await byQuery.getByRole("button", { name: "Execute" }).click();
    const password = byQuery.locator(".live-responses-table .response");
    await expect(password.locator(".response-col_status")).toContainText("200");
    await expect(password.locator(".response-col_description")).toContainText('"length": 31');

    const byBody = page.locator("#operations-Passwords-generatePasswordFromBody");
    await byBody.locator(".opblock-summary").click();
    await byBody
      .locator("textarea")
      .fill(
        '{"length": 16, "use_uppercase": false, "use_lowercase": false, "use_numbers": false, "use_special_chars": false}',
      );
    await byBody.getByRole("button", { name: "Execute" }).click();
    const error = byBody.locator(".live-responses-table .response");
    await expect(error.locator(".response-col_status")).toContainText("400");
    await expect(error.locator(".response-col_description")).toContainText("no_character_class");
  });
});

test("Swagger UI on a phone fits its width, and a link opens its own group alone", { tag: "@phone-only" }, async ({
  page,
}) => {
  await page.goto(`${routes.documentation()}#/Health`);
  const open = page.locator('.opblock-tag[data-is-open="true"]');
  await expect(open).toHaveAttribute("data-tag", "Health", { timeout: FIRST_DRAWN_MS });
  await page.locator("#operations-Health-checkReadiness .opblock-summary-control").click();
  await expect(page.locator(".responses-table .response").first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
});

test("ReDoc shows the operations, and its search finds one", async ({ page }) => {
  // ReDoc lays out the whole document before it shows anything: four seconds on a quiet machine, and many times that on a
  // slow and busy one.
  test.slow();
  const timeout = 90_000;
  await page.goto(routes.reference("all"));
  for (const name of ["Generate a password", "Generate a password (JSON body)", "Readiness probe"])
    await expect(page.locator("h2", { hasText: name }).first()).toBeVisible({ timeout });
  // The search runs in a worker from a blob URL.
  await page.getByRole("textbox", { name: "Search" }).fill("liveness");
  await expect(page.getByRole("search").getByText("Liveness probe")).toBeVisible({ timeout });
});

test("ReDoc shows one group at a time, and a link to an operation of another group leads there", async ({ page }) => {
  test.slow();
  const timeout = 90_000;
  await page.goto(routes.reference());
  await expect(page.locator("h2", { hasText: "Generate a password" }).first()).toBeVisible({ timeout });
  await expect(page.locator("h2", { hasText: "Readiness probe" })).toHaveCount(0);
  const contents = page.getByRole("navigation", { name: "Contents" });
  await expect(contents.getByRole("link", { name: "Passwords", exact: true })).toHaveAttribute("aria-current", "page");
  await page.goto(`${routes.reference()}#tag/Health/operation/checkReadiness`);
  await expect(page.locator("h2", { hasText: "Readiness probe" }).first()).toBeVisible({ timeout });
  await expect(contents.getByRole("link", { name: "Health", exact: true })).toHaveAttribute("aria-current", "page");
});

test("both documentation pages have the product's header, and link to each other and to openapi.json", {
  tag: "@phone",
}, async ({ page }) => {
  for (const path of [routes.documentation(), routes.reference()]) {
    await page.goto(path);
    await expect(page.getByRole("banner").getByRole("link", { name: "Latchkey" })).toBeVisible();
    const views = page.getByRole("navigation", { name: "Documentation" });
    await expect(views.locator('[aria-current="page"]')).toHaveAttribute("href", path);
    const addresses = await views
      .getByRole("link")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    expect(addresses).toEqual([routes.documentation(), routes.reference(), routes.openapi()]);
  }
  await page.getByRole("link", { name: "openapi.json" }).first().click();
  await expect(page.locator("body")).toContainText('"openapi":"3.1.0"');
});

test("both documentation pages follow the theme that is chosen on them", async ({ page }) => {
  // ReDoc is drawn twice.
  test.slow();
  const dark = "rgb(19, 19, 21)";
  const light = "rgb(250, 249, 246)";
  await page.goto(routes.documentation());
  await expect(page.locator(".opblock").first()).toBeVisible({ timeout: FIRST_DRAWN_MS });
  await expect(page.locator("body")).toHaveCSS("background-color", light);
  await page.getByRole("button", { name: "Dark theme" }).click();
  await expect(page.locator("html")).toHaveClass(/dark-mode/);
  await expect(page.locator("body")).toHaveCSS("background-color", dark);

  await page.goto(routes.reference());
  const heading = page.locator("h2", { hasText: "Generate a password" }).first();
  await expect(heading).toHaveCSS("color", "rgb(236, 234, 230)", { timeout: 60_000 });
  await page.getByRole("button", { name: "Light theme" }).click();
  await expect(heading).toHaveCSS("color", "rgb(26, 25, 22)", { timeout: 60_000 });
});

test.describe("offline", () => {
  test.use({ expectedConsoleErrors: [/ERR_FAILED/] });

  test("if the viewer can't be loaded, the page says so and tries again", async ({ page }) => {
    let broken = true;
    await page.route(/swagger-ui-bundle\.js$/, (route) => (broken ? route.abort() : route.continue()));
    await page.goto(routes.documentation());
    await expect(page.getByText("The documentation couldn’t be loaded.")).toBeVisible();
    broken = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.locator(".opblock").first()).toBeVisible();
  });
});

test("the generator page links to both documentation pages", async ({ page }) => {
  await page.goto(routes.home());
  const footer = page.getByRole("contentinfo");
  await expect(footer.getByRole("link", { name: "API docs" })).toHaveAttribute("href", routes.documentation());
  await expect(footer.getByRole("link", { name: "API reference" })).toHaveAttribute("href", routes.reference());
});

test.describe("Authorize", () => {
  test.use({ expectedConsoleErrors: [/status of 400/] });

  // In one page load, as above.
  test("says what to type with two-factor authentication, and gets a token that Try it out uses", async ({ page }) => {
    test.slow();
    const { email, authenticator } = await enrol(page);
    await page.goto(routes.documentation());
    await page.locator(".auth-wrapper button.authorize").click();
    await expect(page.locator(".dialog-ux")).toContainText("type your password followed by the 6-digit code");
    await page.locator("#oauth_username").fill(email);
    await page.locator("#oauth_password").fill(PASSWORD);
    const authorize = page.locator(".auth-btn-wrapper button.authorize");
    await authorize.click();
    await expect(page.locator(".dialog-ux .errors")).toContainText("the password followed by the 6-digit code");
    await page.locator("#oauth_password").fill(`${PASSWORD}${await authenticator.nextCode()}`);
    await authorize.click();
    await page.locator(".auth-btn-wrapper button.btn-done").click();

    await page.locator('[data-tag="Accounts"]').click();
    const operation = page.locator("#operations-Accounts-getProfile");
    await operation.locator(".opblock-summary-control").click();
    await operation.getByRole("button", { name: "Execute" }).click();
    const reply = operation.locator(".live-responses-table .response");
    await expect(reply.locator(".response-col_status")).toContainText("200");
    await expect(reply).toContainText(email);
  });
});
