import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Locator, Page } from "@playwright/test";
import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import { findAccessibilityProblems } from "./support/axe";
import { readPassword, recordRequests } from "./support/generator";
import { type LatchkeyProcess, startLatchkey } from "./support/latchkey-process";
import { expect, test as base } from "./support/test";

// SHA-1 of "password" is 5BAA6 1E4C9B93F3F0682250B6CF8331B7EE68FD8.
const HASH = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8";

/** Pages of a server that looks breached passwords up, in a service that knows one. */
const test = base.extend<object, { latchkey: LatchkeyProcess }>({
  latchkey: [
    // Playwright reads the required fixtures from the destructuring pattern.
    async ({}, runTests) => {
      const service: Server = createServer((_, response) => void response.end(`${HASH.slice(5)}:1234567\r\n`));
      await new Promise<void>((done) => service.listen(0, "127.0.0.1", done));
      // A listening TCP server's address is never a string.
      const { port } = service.address() as AddressInfo;
      const latchkey = await startLatchkey({
        settings: { BREACH_CHECK: "warn", BREACH_CHECK_URL: `http://127.0.0.1:${port}` },
      });
      await latchkey.ready();
      await runTests(latchkey);
      await latchkey.dispose();
      service.close();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ latchkey }, runTest) => runTest(latchkey.origin),
});

async function openDialog(page: Page): Promise<Locator> {
  await page.goto(routes.home());
  await readPassword(page);
  await page.getByRole("button", { name: "Check a password for breaches" }).click();
  return page.getByRole("dialog", { name: "Known breaches" });
}

test("any password is looked up, and only five digits of its hash leave the browser", { tag: "@phone" }, async ({
  page,
}) => {
  const requests = recordRequests(page);
  const dialog = await openDialog(page);
  await dialog.getByLabel("Any password").fill("password");
  await dialog.getByRole("button", { name: "Check password" }).click();
  await expect(dialog.getByRole("alert")).toContainText("This password is in known breaches, 1,234,567 times.");
  expect(await findAccessibilityProblems(page)).toEqual([]);
  await dialog.getByLabel("Any password").fill("correct horse battery staple 77");
  await expect(dialog.getByRole("alert")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("This password isn’t in known breaches.")).toBeVisible();

  const asked = requests.filter(({ url }) => url.includes("breached-passwords"));
  expect(asked[0]?.url).toMatch(new RegExp(`${apiRoutes.breachedPasswords().replace("{prefix}", "5BAA6")}$`));
  expect(asked).toHaveLength(2);
  for (const { all } of requests) expect(all.toUpperCase()).not.toContain(HASH.slice(0, 6));
});

test("over plain http, where browsers don't hash, the page says so", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(crypto, "subtle", { value: undefined }));
  const dialog = await openDialog(page);
  await expect(dialog.getByRole("alert")).toContainText("This page isn’t opened over https");
  await expect(dialog.getByLabel("Any password")).toHaveCount(0);
});

base("a server that doesn't check passwords doesn't offer it", async ({ page }) => {
  await page.goto(routes.home());
  await readPassword(page);
  await expect(page.getByRole("button", { name: "Check a password for breaches" })).toHaveCount(0);
});
