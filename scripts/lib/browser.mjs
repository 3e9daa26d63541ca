import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { run } from "./run.mjs";
import { say, StepFailed } from "./step.mjs";

// Chromium without its windows: a test's new page costs it a third of the processor time.
const headlessShell = "/usr/bin/chromium-headless-shell";

const systemBrowsers = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * The browser to test with: the one of CHROMIUM_PATH, else Debian's headless shell, else Playwright's own, else the
 * system's.
 *
 * @param {string} playwrightBrowser where Playwright would keep its own
 * @param {string} [shell]
 * @returns {string | undefined}
 */
export function findBrowser(playwrightBrowser, shell = headlessShell) {
  const named = process.env["CHROMIUM_PATH"];
  if (named) {
    if (!existsSync(named)) throw new StepFailed(`CHROMIUM_PATH names ${named}, which does not exist.`);
    return named;
  }
  return [shell, playwrightBrowser, ...systemBrowsers].find((file) => existsSync(file));
}

/**
 * Downloads Playwright's browser only when none is installed.
 *
 * @param {string} root
 * @returns {Promise<string>} its path
 */
export async function prepareBrowser(root) {
  const { chromium } = await import("playwright");
  const found = () => findBrowser(chromium.executablePath());
  if (found() === undefined) await installFromPlaywright(root);
  const browser = found();
  if (browser !== undefined) return browser;
  throw new StepFailed(
    "No browser could be installed. See the error above. Install Chromium or Google Chrome, or name one in CHROMIUM_PATH, " +
      "and run `npm test` again. `npm test -- unit` runs the tests that need none.",
  );
}

/** @param {string} root */
async function installFromPlaywright(root) {
  say("Installing Playwright's Chromium.");
  const manifest = createRequire(path.join(root, "package.json")).resolve("playwright/package.json");
  const command = [path.join(path.dirname(manifest), "cli.js"), "install"];
  const withLibraries = await run(process.execPath, [...command, "--with-deps", "chromium"], { cwd: root });
  // Installing the system libraries requires an administrator; they may be installed already.
  if (withLibraries !== 0) await run(process.execPath, [...command, "chromium"], { cwd: root });
}
