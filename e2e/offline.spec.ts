import type { Page } from "@playwright/test";
import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import { freePort } from "@/scripts/lib/free-port.mjs";
import { administratorSettings, logInAsAdministrator } from "./support/administrator";
import { startBuildProxy } from "./support/build-proxy";
import { passwordOn, readPassword } from "./support/generator";
import { type LatchkeyProcess, startLatchkey } from "./support/latchkey-process";
import { expect, test as base } from "./support/test";

/** Pages of a server that the test starts and stops itself, on this port. */
const test = base.extend<{ port: number; start: (dataFolder?: string) => Promise<LatchkeyProcess> }>({
  // Playwright reads the required fixtures from the destructuring pattern.
  port: async ({}, runTest) => runTest(await freePort()),
  baseURL: async ({ port }, runTest) => runTest(`http://127.0.0.1:${port}`),
  start: async ({ port }, runTest) => {
    const servers: LatchkeyProcess[] = [];
    await runTest(async (dataFolder) => {
      const server = await startLatchkey({ port, settings: settingsFor(port), ...(dataFolder && { dataFolder }) });
      servers.push(server);
      await server.ready();
      return server;
    });
    await Promise.all(servers.map((server) => server.dispose()));
  },
});
test.use({ serviceWorkers: "allow", expectedConsoleErrors: [/ERR_CONNECTION_REFUSED|Failed to load resource/] });

const settingsFor = (port: number) => ({ FRONTEND_URL: `http://127.0.0.1:${port}`, ...administratorSettings });

/** The paths that the service worker has stored. */
const storedUrls = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const urls: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) urls.push(new URL(url).pathname);
    return urls;
  });

async function visitUntilStored(page: Page): Promise<void> {
  await page.goto(routes.home());
  await readPassword(page);
  await expect.poll(async () => (await storedUrls(page)).includes("/")).toBe(true);
}

const offlineNote = (page: Page) => page.getByRole("note").filter({ hasText: "You’re offline." });

test("without the server, a reload shows the generator, which generates and copies", async ({
  page,
  context,
  start,
}) => {
  const server = await start();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await visitUntilStored(page);
  await expect(offlineNote(page)).toBeHidden();
  await server.dispose();

  await page.reload();
  const first = await readPassword(page);
  await expect(offlineNote(page)).toBeVisible();
  await page.keyboard.press("r");
  await expect(passwordOn(page)).not.toHaveText(first);
  await page.keyboard.press("c");
  const copied = await readPassword(page);
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(copied);
  // Every mode is there too.
  await page.getByRole("link", { name: "Passphrase" }).click();
  await expect(page.getByRole("group", { name: "Passphrase", exact: true })).toHaveText(/-/);
  await page.goto(`${routes.home()}?mode=pin`);
  await expect(page.getByRole("group", { name: "PIN", exact: true })).toHaveText(/^\d{6}$/);
  // A link to another page stays here and says so.
  await page.getByRole("link", { name: "Log in" }).click();
  await expect(page.getByRole("status").filter({ hasText: "“Log in” can’t be opened now." })).toBeVisible();
  await expect(page.getByRole("group", { name: "PIN", exact: true })).toHaveText(/^\d{6}$/);
  // No other page is answered.
  await expect(page.goto(routes.logIn())).rejects.toThrow("ERR_CONNECTION_REFUSED");
});

test("a user who is offline sees the generator as a visitor, and is still logged in afterwards", async ({
  page,
  start,
}) => {
  const server = await start();
  await logInAsAdministrator(page);
  await visitUntilStored(page);
  await expect(page.getByRole("link", { name: "Log in" })).toHaveCount(0);
  const stored = await page.evaluate(async () => {
    const [name = ""] = await caches.keys();
    const response = await (await caches.open(name)).match("/");
    return { text: await response?.text(), cookie: response?.headers.get("set-cookie") ?? null };
  });
  expect(stored.text).toContain("Log in");
  expect(stored.text).not.toContain("Log out");
  // Nor the password that the server makes for browsers without JavaScript.
  expect(stored.text).not.toMatch(/<noscript>[^<]/);
  expect(stored.cookie).toBeNull();
  await server.dispose();
  await page.reload();
  await expect(offlineNote(page)).toBeVisible();
  await expect(page.getByRole("link", { name: "Log in" }).first()).toBeVisible();

  await start(server.dataFolder);
  await page.reload();
  await expect(offlineNote(page)).toBeHidden();
  await expect(page.getByRole("link", { name: "Log in" })).toHaveCount(0);
});

test("only the page and its files are stored, also after visits to other pages", async ({ page, start }) => {
  await start();
  await logInAsAdministrator(page);
  for (const one of [routes.security(), routes.users(), routes.documentation()]) await page.goto(one);
  await visitUntilStored(page);
  await page.evaluate((url) => fetch(url), apiRoutes.generatePassword());
  const urls = await storedUrls(page);
  expect(urls.filter((url) => !/^\/(_next\/static\/.+|icon\.svg|manifest\.webmanifest)?$/.test(url))).toEqual([]);
});

test("a log-out keeps the stored page", async ({ page, start }) => {
  const server = await start();
  await logInAsAdministrator(page);
  await visitUntilStored(page);
  await page.goto(routes.account());
  await page.getByRole("button", { name: "Log out" }).first().click();
  await page.waitForURL(`**${routes.logIn()}**`);
  await server.dispose();
  await page.goto(routes.home());
  await readPassword(page);
  await expect(offlineNote(page)).toBeVisible();
});

test("another build's page is shown as soon as the server has it, and replaces the stored one", async ({
  page,
  port,
}) => {
  const backend = await startLatchkey({ settings: settingsFor(port) });
  await backend.ready();
  const proxy = await startBuildProxy(port, backend.origin);
  try {
    await page.goto(routes.home());
    await expect.poll(() => storedHeading(page)).toBe("Password generator");
    const before = await page.evaluate(() => caches.keys());
    proxy.showOtherBuild();
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Password generator of another build");
    await expect.poll(() => storedHeading(page)).toBe("Password generator of another build");
    await expect.poll(() => page.evaluate(() => caches.keys())).toHaveLength(1);
    expect(await page.evaluate(() => caches.keys())).not.toEqual(before);
    expect((await storedUrls(page)).filter((url) => url.startsWith("/_next/static/chunks/"))).toEqual([]);
    await proxy.stop();
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Password generator of another build");
    await expect(offlineNote(page)).toBeVisible();
    await readPassword(page);
  } finally {
    await backend.dispose();
  }
});

/** The heading of the page that the newest cache has. */
const storedHeading = (page: Page): Promise<string | undefined> =>
  page.evaluate(async () => {
    const name = (await caches.keys()).at(-1);
    const response = name === undefined ? undefined : await (await caches.open(name)).match("/");
    return /<h1[^>]*>([^<]*)</.exec((await response?.text()) ?? "")?.[1];
  });

test("browsers can install the page", async ({ page, request, start }) => {
  await start();
  await page.goto(routes.home());
  const address = await page.locator('link[rel="manifest"]').getAttribute("href");
  expect(address).toBe(routes.manifest());
  const reply = await request.get(routes.manifest());
  const { icons, start_url: startUrl } = (await reply.json()) as {
    icons: { src: string; type: string }[];
    start_url: string;
  };
  expect(startUrl).toBe(routes.home());
  for (const { src, type } of icons) {
    const icon = await request.get(src);
    expect(icon.status(), src).toBe(200);
    expect(icon.headers()["content-type"], src).toContain(type);
  }
  const worker = await request.get(routes.serviceWorker());
  expect(worker.headers()["cache-control"]).toBe("no-cache");
  expect(worker.headers()["content-type"]).toContain("javascript");
  // The end of the test stops the server, which may not interrupt the page's own request.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
});
