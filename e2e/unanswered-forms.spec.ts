import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { logInAsAdministrator, testWithAdministrator } from "./support/administrator";
import { expect } from "./support/test";

const test = testWithAdministrator();

test.describe("without an answer", () => {
  test.use({ expectedConsoleErrors: [/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|Failed to fetch/] });

  test("a form says that the browser is offline, keeps its fields, and works again afterwards", async ({
    page,
    context,
  }) => {
    await logInAsAdministrator(page);
    await page.goto(routes.changePassword());
    const fields = [page.getByLabel("Current password"), page.getByLabel("New password", { exact: true })];
    for (const field of fields) await field.fill("harbour-lantern-58-cedar");
    await context.setOffline(true);
    await page.getByRole("main").getByRole("button", { name: "Change password" }).click();
    await expectFocusedAlert(page, "You seem to be offline. Try again.");
    for (const field of fields) await expect(field).toHaveValue("harbour-lantern-58-cedar");

    await context.setOffline(false);
    await page.getByRole("main").getByRole("button", { name: "Change password" }).click();
    // A single problem is at its field.
    await expect(
      page.getByRole("main").getByRole("alert").filter({ hasText: "This password is incorrect." }),
    ).toHaveCount(1);
    await expect(page.getByLabel("Current password")).toBeFocused();
  });

  test("a form says that the server can't be reached, and keeps its fields", async ({ page, latchkey }) => {
    await logInAsAdministrator(page);
    const name = page.getByLabel("Full name");
    await name.fill("Ada");
    latchkey.signal("SIGKILL");
    await latchkey.ended;
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expectFocusedAlert(page, "The server couldn’t be reached. Try again.");
    await expect(name).toHaveValue("Ada");
  });
});

async function expectFocusedAlert(page: Page, text: string): Promise<void> {
  const alert = page.getByRole("main").getByRole("alert").filter({ hasText: text });
  await expect(alert).toBeVisible();
  await expect(alert).toBeFocused();
}
