import { readFileSync } from "node:fs";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";

/**
 * Loads the pages of a build, with other work between two of them: Next would load them in one task, which blocks the event
 * loop for half a second. `shared` resolves when the code that all pages share is loaded, `all` when every page is. `failed`
 * gets each page that can't be loaded in advance; its first request loads it then.
 */
export function preloadPages(
  distDir: string,
  failed: (page: string, error: unknown) => void,
): { shared: Promise<void>; all: Promise<void> } {
  const manifest = readFileSync(path.join(distDir, "server", "app-paths-manifest.json"), "utf8");
  const [first, ...others] = Object.keys(JSON.parse(manifest) as object).filter((entry) => entry.endsWith("/page"));
  if (first === undefined) throw new Error(`The build in ${distDir} has no pages.`);
  const tryToLoad = (page: string): Promise<void> => load(distDir, page).catch((error: unknown) => failed(page, error));
  const loadOthers = async (): Promise<void> => {
    for (const page of others) {
      await nextTurn();
      await tryToLoad(page);
    }
  };
  const shared = tryToLoad(first);
  return { shared, all: shared.then(loadOthers) };
}

async function load(distDir: string, page: string): Promise<void> {
  // Imported late: it needs what Next prepares.
  const { loadComponents } = await import("next/dist/server/load-components.js");
  const options = { isAppPath: true, isDev: false, sriEnabled: false, needsManifestsForLegacyReasons: false };
  await loadComponents({ distDir, page, ...options });
}
