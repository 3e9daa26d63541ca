import { join } from "node:path";
import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { logInAsAdministrator, testWithAdministrator } from "./support/administrator";
import type { LatchkeyProcess } from "./support/latchkey-process";
import { runSql } from "./support/sqlite";
import { expect } from "./support/test";
import { PASSWORD } from "./support/users";

const test = testWithAdministrator();

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "after the proof" : "after the proof, without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a form without a secret is done, and cancelling brings it back filled in", async ({ page, latchkey }) => {
      await logInAsAdministrator(page);
      ageProofs(latchkey);
      await page.goto(routes.changeEmailAgain());
      await page.getByLabel("New address").fill("elsewhere@example.org");
      await page.getByRole("button", { name: "Request code" }).click();
      await expect(page.getByText("To change your email address, enter your password again.")).toBeVisible();
      expect(page.url()).not.toContain("elsewhere");
      await page.getByRole("link", { name: "Cancel" }).click();
      await expect(page.getByText("Not saved yet. Send the form again.")).toBeVisible();
      await expect(page.getByLabel("New address")).toHaveValue("elsewhere@example.org");

      await page.getByRole("button", { name: "Request code" }).click();
      await prove(page);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Verify elsewhere@example.org");
    });
  });
}

async function prove(page: Page): Promise<void> {
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Confirm" }).click();
}

/** As if the passwords had been entered an hour ago. */
function ageProofs({ dataFolder }: LatchkeyProcess): void {
  runSql(
    join(dataFolder, "latchkey.db"),
    "UPDATE sessions SET authenticated_at = strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now', '-1 hour')",
  );
}
