import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { freePort } from "@/scripts/lib/free-port.mjs";
import { type LatchkeyProcess, startLatchkey } from "./latchkey-process";
import { test as base } from "./test";
import { logIn, PASSWORD } from "./users";

export const administrator = "root@example.org";

/** Settings with which a new server creates its administrator. */
export const administratorSettings = {
  ADMIN_EMAIL: administrator,
  ADMIN_PASSWORD: PASSWORD,
};

/** A test whose pages come from a new server with one administrator. Each call makes another server. */
export function testWithAdministrator() {
  return base.extend<object, { latchkey: LatchkeyProcess }>({
    latchkey: [
      // Playwright reads the required fixtures from the destructuring pattern.
      async ({}, runTests) => {
        const port = await freePort();
        const settings = { FRONTEND_URL: `http://127.0.0.1:${port}`, ...administratorSettings };
        const latchkey = await startLatchkey({ port, settings });
        await latchkey.ready();
        await runTests(latchkey);
        await latchkey.dispose();
      },
      { scope: "worker" },
    ],
    baseURL: async ({ latchkey }, runTest) => runTest(latchkey.origin),
  });
}

export async function logInAsAdministrator(page: Page): Promise<void> {
  await logIn(page, administrator, PASSWORD);
  await page.waitForURL(`**${routes.account()}*`);
}
