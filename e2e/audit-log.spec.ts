import path from "node:path";
import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { freePort } from "@/scripts/lib/free-port.mjs";
import { administratorSettings, logInAsAdministrator } from "./support/administrator";
import { findAccessibilityProblems, findOverflow } from "./support/axe";
import { type LatchkeyProcess, startLatchkey } from "./support/latchkey-process";
import { runSql } from "./support/sqlite";
import { expect, test as base } from "./support/test";

// Also resets the chain: an event older than the sealed ones would count as forged.
const eventOfAnHourAgo = `
  UPDATE audit_chains SET sealed_through = NULL, signature = '';
  INSERT INTO audit_events (id, at, action, outcome, details)
    SELECT '00000000-0000-7000-8000-000000000000', strftime('%Y-%m-%dT%H:%M:%f+00:00', at, '-1 hour'), action, outcome, '{}' FROM audit_events LIMIT 1`;

/** Starts a server, runs the statement on its database and restarts it, which seals events older than a minute. */
async function startWithStatement(statement: string): Promise<LatchkeyProcess> {
  const port = await freePort();
  const settings = { FRONTEND_URL: `http://127.0.0.1:${port}`, ...administratorSettings };
  const first = await startLatchkey({ port, settings });
  await first.ready();
  await first.dispose();
  runSql(path.join(first.dataFolder, "latchkey.db"), statement);
  const latchkey = await startLatchkey({ port, settings, dataFolder: first.dataFolder });
  await latchkey.ready();
  return latchkey;
}

type Server = { latchkey: LatchkeyProcess };

/** Its own server, because the test changes its database directly. */
const testWith = (statement: string) =>
  base.extend<object, Server>({
    latchkey: [
      // Playwright reads the required fixtures from the destructuring pattern.
      async ({}, runTests) => {
        const latchkey = await startWithStatement(statement);
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
  await logInAsAdministrator(page);
  await page.goto(routes.auditLog());
}

/** Sets the number of events that the chain claims to have sealed. */
function setSealedCount(latchkey: LatchkeyProcess, count: number): void {
  runSql(path.join(latchkey.dataFolder, "latchkey.db"), `UPDATE audit_chains SET sealed_count = ${count}`);
}

async function checkBeforeAndAfterTampering(page: Page, latchkey: LatchkeyProcess): Promise<void> {
  await openAuditLog(page);
  const check = integrity(page).getByRole("button", { name: "Check now" });
  await check.click();
  await expect(integrity(page)).toContainText("Intact");
  await expect(integrity(page)).toContainText(
    /1 event sealed · checked (now|just now|\d+ seconds? ago|less than a minute ago)/i,
  );
  await expect(integrity(page)).toContainText(/\d+ events? not sealed yet/);

  setSealedCount(latchkey, 5);
  await check.click();
  await expect(integrity(page)).toContainText("Broken: The chain tip was changed.");
  // Log lines are buffered for a moment.
  await expect.poll(() => latchkey.output()).toContain("the audit log is broken");
  await page.goto(routes.auditLog({ action: "audit_log.broken" }));
  await expect(page.getByRole("listitem").filter({ hasText: "Audit log check failed" }).first()).toBeVisible();

  setSealedCount(latchkey, 1);
  await check.click();
  await expect(integrity(page)).toContainText("Intact");
}

testOfNew("an audit log without sealed events isn’t called intact", async ({ page }) => {
  await openAuditLog(page);
  await expect(integrity(page)).not.toContainText("Intact");
  await expect(integrity(page).getByRole("button")).toHaveCount(0);
  await expect(integrity(page)).toContainText(/\d+ events?, sealed against changes within the hour/);
});

test("the page shows whether the audit log is intact and checks it again on request", async ({ page, latchkey }) => {
  await checkBeforeAndAfterTampering(page, latchkey);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the page shows whether the audit log is intact and checks it again on request", async ({ page, latchkey }) => {
    await checkBeforeAndAfterTampering(page, latchkey);
  });
});

test("the audit log has no accessibility problems and fits the screen, intact or broken", { tag: "@phone" }, async ({
  page,
  latchkey,
}) => {
  await openAuditLog(page);
  for (const [count, word] of [
    [5, "Broken"],
    [1, "Intact"],
  ] as const) {
    setSealedCount(latchkey, count);
    await integrity(page).getByRole("button", { name: "Check now" }).click();
    await expect(integrity(page)).toContainText(word);
    expect(await findAccessibilityProblems(page), word).toEqual([]);
    expect(await findOverflow(page), word).toBe(0);
  }
});
