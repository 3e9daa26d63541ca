import path from "node:path";
import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { findAccessibilityProblems } from "./support/axe";
import { freePort, type LatchkeyProcess, startLatchkey } from "./support/latchkey-process";
import { runSql } from "./support/sqlite";
import { expect, test as base } from "./support/test";
import { logIn, PASSWORD } from "./support/users";

const administrator = "root@example.org";

// And nothing is sealed, as before the first sealing: an event that came before what is sealed already is a forged one.
const eventOfAnHourAgo = `
  UPDATE audit_chains SET sealed_through = NULL, signature = '';
  INSERT INTO audit_events (id, at, action, outcome, details)
    SELECT '00000000-0000-7000-8000-000000000000', strftime('%Y-%m-%dT%H:%M:%f+00:00', at, '-1 hour'), action, outcome, '{}' FROM audit_events LIMIT 1`;

/** Starts it, does that to its database, and starts it again: what is older than a minute is sealed then. */
async function startOver(statement: string): Promise<LatchkeyProcess> {
  const port = await freePort();
  const settings = {
    FRONTEND_URL: `http://127.0.0.1:${port}`,
    ADMIN_EMAIL: administrator,
    ADMIN_PASSWORD: PASSWORD,
    BCRYPT_COST: "10",
  };
  const first = await startLatchkey({ port, settings });
  await first.ready();
  await first.dispose();
  runSql(path.join(first.dataFolder, "latchkey.db"), statement);
  const latchkey = await startLatchkey({ port, settings, dataFolder: first.dataFolder });
  await latchkey.ready();
  return latchkey;
}

type Server = { latchkey: LatchkeyProcess };

/** A server of its own, because its database is changed from outside. */
const testWith = (statement: string) =>
  base.extend<object, Server>({
    latchkey: [
      // Playwright reads from the pattern which fixtures one needs.
      async ({}, runTests) => {
        const latchkey = await startOver(statement);
        await runTests(latchkey);
        await latchkey.dispose();
      },
      { scope: "worker" },
    ],
    baseURL: async ({ latchkey }, runTest) => runTest(latchkey.origin),
  });

const test = testWith(eventOfAnHourAgo);
const testOfNew = testWith("");

const integrity = (page: Page) => page.getByRole("region", { name: "Integrity" });

async function openAuditLog(page: Page): Promise<void> {
  await logIn(page, administrator, PASSWORD);
  await page.waitForURL(`**${routes.account()}`);
  await page.goto(routes.auditLog());
}

/** Claims that more was sealed than there is; and takes that back. */
function setSealedCount(latchkey: LatchkeyProcess, count: number): void {
  runSql(path.join(latchkey.dataFolder, "latchkey.db"), `UPDATE audit_chains SET sealed_count = ${count}`);
}

async function checkBeforeAndAfterTampering(page: Page, latchkey: LatchkeyProcess): Promise<void> {
  await openAuditLog(page);
  const check = integrity(page).getByRole("button", { name: "Check now" });
  await check.click();
  await expect(integrity(page)).toContainText("Sealed and intact");
  await expect(integrity(page)).toContainText(
    /1 event sealed, checked (now|just now|\d+ seconds? ago|less than a minute ago)/i,
  );
  await expect(integrity(page)).toContainText(/\d+ not yet sealed/);

  setSealedCount(latchkey, 5);
  await check.click();
  await expect(integrity(page)).toContainText("Broken: The record of how far the log is sealed was changed.");
  // Lines of the log are gathered for a moment before they are written.
  await expect.poll(() => latchkey.output()).toContain("the audit log is broken");
  await page.goto(routes.auditLog({ action: "audit_log.broken" }));
  await expect(
    page.getByRole("listitem").filter({ hasText: "The audit log was found to have been changed" }).first(),
  ).toBeVisible();

  setSealedCount(latchkey, 1);
  await check.click();
  await expect(integrity(page)).toContainText("Sealed and intact");
}

testOfNew("where nothing is sealed yet, nothing is called intact", async ({ page }) => {
  await openAuditLog(page);
  await integrity(page).getByRole("button", { name: "Check now" }).click();
  await expect(integrity(page)).toContainText("Nothing is sealed yet");
  await expect(integrity(page)).toContainText(/0 events sealed, checked .*\d+ not yet sealed/);
});

test("the page says whether the audit log is as it was sealed, and looks again when asked", async ({
  page,
  latchkey,
}) => {
  await checkBeforeAndAfterTampering(page, latchkey);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("it does so all the same", async ({ page, latchkey }) => {
    await checkBeforeAndAfterTampering(page, latchkey);
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`in the ${colorScheme} theme axe-core finds nothing wrong with either word, and nothing is wider than the screen`, async ({
    page,
    latchkey,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await openAuditLog(page);
    for (const [count, word] of [
      [5, "Broken"],
      [1, "Sealed and intact"],
    ] as const) {
      setSealedCount(latchkey, count);
      await integrity(page).getByRole("button", { name: "Check now" }).click();
      await expect(integrity(page)).toContainText(word);
      expect(await findAccessibilityProblems(page), word).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        word,
      ).toBe(0);
    }
  });
}
