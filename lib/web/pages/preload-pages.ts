import { readFileSync } from "node:fs";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";

/**
 * Loads the pages of a build, with other work between two of them: Next would load them in one task, which blocks the event
 * loop for half a second. Resolves when the code that all pages share is loaded. A page that can't be loaded is reported when
 * it is requested.
 */
export async function preloadPages(distDir: string): Promise<void> {
  const manifest = readFileSync(path.join(distDir, "server", "app-paths-manifest.json"), "utf8");
  const [first, ...others] = Object.keys(JSON.parse(manifest) as object).filter((entry) => entry.endsWith("/page"));
  if (first === undefined) return;
  await load(distDir, first);
  void (async () => {
    for (const page of others) {
      await nextTurn();
      await load(distDir, page);
    }
  })();
}

async function load(distDir: string, page: string): Promise<void> {
  // Imported late: it needs what Next prepares.
  const { loadComponents } = await import("next/dist/server/load-components.js");
  const options = { isAppPath: true, isDev: false, sriEnabled: false, needsManifestsForLegacyReasons: false };
  await loadComponents({ distDir, page, ...options }).catch(() => undefined);
}
