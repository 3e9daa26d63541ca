import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import { expect, test } from "./support/test";
import { enrol } from "./support/two-factor";
import { PASSWORD } from "./support/users";

// ./support/test fails every test here on a policy violation or a request to another host.

test.describe("Swagger UI", () => {
  test.use({ expectedConsoleErrors: [/status of 400/] });

  // In one page load, because laying out every operation takes seconds.
  test("lists every operation, and shows the password and the error that requests receive", async ({
    page,
    request,
  }) => {
    const { paths } = await (await request.get(routes.openapi())).json();
    const operations = Object.values<object>(paths).flatMap((methods) => Object.keys(methods));
    await page.goto(routes.documentation());
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

test("ReDoc shows the operations, and its search finds one", async ({ page }) => {
  // ReDoc lays out the whole document before it shows anything: four seconds on a quiet machine, and many times that on a
  // slow and busy one.
  test.slow();
  const timeout = 90_000;
  await page.goto(routes.reference());
  for (const name of ["Generate a password", "Generate a password (JSON body)", "Readiness probe"])
    await expect(page.locator("h2", { hasText: name }).first()).toBeVisible({ timeout });
  // The search runs in a worker from a blob URL.
  await page.getByRole("textbox", { name: "Search" }).fill("liveness");
  await expect(page.getByRole("search").getByText("Liveness probe")).toBeVisible({ timeout });
});

test("both documentation pages link to openapi.json and to the generator", { tag: "@phone" }, async ({ page }) => {
  // The links are around the documentation, which takes seconds to lay out.
  await page.route(/\.js$/, (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  for (const path of [routes.documentation(), routes.reference()]) {
    await page.goto(path);
    const links = page.getByRole("banner").or(page.locator("header.documentation-frame")).getByRole("link");
    const addresses = await links.evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute("href")));
    expect(addresses).toEqual(
      expect.arrayContaining([routes.home(), routes.openapi(), routes.documentation(), routes.reference()]),
    );
  }
  await page.getByRole("link", { name: "openapi.json" }).first().click();
  await expect(page.locator("body")).toContainText('"openapi":"3.1.0"');
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

    const operation = page.locator("#operations-Accounts-getProfile");
    await operation.locator(".opblock-summary-control").click();
    await operation.getByRole("button", { name: "Execute" }).click();
    const reply = operation.locator(".live-responses-table .response");
    await expect(reply.locator(".response-col_status")).toContainText("200");
    await expect(reply).toContainText(email);
  });
});
