import type { Page } from "@playwright/test";

/** Opens a page whose scripts load only when `release` is called, as on a slow connection. */
export async function openWithoutScripts(page: Page, path: string): Promise<{ release(): void }> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(path, { waitUntil: "commit" });
  return { release };
}
