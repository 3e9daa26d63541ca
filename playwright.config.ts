import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, defineConfig } from "@playwright/test";
import { findBrowser } from "./scripts/lib/browser.mjs";
import { projectFolder } from "./scripts/lib/project.mjs";
import { blankSettings } from "./scripts/lib/test-environment.mjs";

// `npm test` sets these. The defaults are for `npx playwright test` by hand, after `npm test` has built once.
// The workers inherit the data folder, so tests can read the outbox of the server under test.
const baseURL = process.env["E2E_BASE_URL"] ?? "http://localhost:3210";
const dataFolder = (process.env["E2E_DATA_DIR"] ??= mkdtempSync(path.join(tmpdir(), "latchkey-e2e-")));
const executablePath = findBrowser(chromium.executablePath());

const isRoot = process.getuid?.() === 0;
const quietBrowser = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  forbidOnly: process.env["CI"] !== undefined,
  retries: 0,
  workers: 2,
  use: {
    baseURL,
    trace: "off",
    // Only the tests of the stored page need it; in others its requests would come at any time.
    serviceWorkers: "block",
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // Chromium's sandbox refuses to run as root, the usual user in containers and on CI machines.
      args: [...(isRoot ? ["--no-sandbox"] : []), "--disable-gpu", "--disable-quic", ...quietBrowser],
    },
  },
  // On a quiet machine no test takes a third of this. The rest is for slow and busy machines.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  // Tests tagged @phone run on a phone as well: those of accessibility and of layouts that differ there.
  projects: [
    { name: "desktop", grepInvert: /@phone-only/, use: { viewport: { width: 1280, height: 800 } } },
    {
      name: "phone",
      grep: /@phone/,
      use: { viewport: { width: 375, height: 667 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
    },
  ],
  webServer: {
    command: "node build-test/server.mjs",
    url: `${baseURL}/api/health/ready`,
    env: {
      ...blankSettings(projectFolder),
      HOST: "127.0.0.1",
      PORT: new URL(baseURL).port,
      DATA_DIR: dataFolder,
      LOG_LEVEL: "warn",
      // The lowest: no test here depends on how long a hash takes.
      BCRYPT_COST: "10",
      // Lets a test choose its network address, because rate limits count by network.
      TRUSTED_PROXIES: "127.0.0.1",
      // The tests use no internet.
      SITE_RULES: path.join(projectFolder, "e2e/support/site-rules.json"),
    },
    reuseExistingServer: false,
    stdout: "pipe",
    stderr: "pipe",
    timeout: 60_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
  },
});
