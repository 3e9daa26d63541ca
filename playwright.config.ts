import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, defineConfig } from "@playwright/test";
import { findBrowser } from "./scripts/lib/browser.mjs";
import { projectFolder } from "./scripts/lib/project.mjs";
import { blankSettings } from "./scripts/lib/test-environment.mjs";

// `npm test` sets these three; the defaults serve `npx playwright test` by hand, after `npm test` has built once.
// The workers inherit the data folder, so that a test can read the outbox of the server under test.
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
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // Chromium's sandbox refuses to run as root, which is who containers and CI machines are.
      args: [...(isRoot ? ["--no-sandbox"] : []), "--disable-gpu", "--disable-quic", ...quietBrowser],
    },
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1280, height: 800 } } },
    {
      name: "phone",
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
      // So that a journey can come from a network of its own, as limits see it.
      TRUSTED_PROXIES: "127.0.0.1",
      // No test reaches out.
      SITE_RULES: path.join(projectFolder, "e2e/support/site-rules.json"),
    },
    reuseExistingServer: false,
    stdout: "pipe",
    stderr: "pipe",
    timeout: 60_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
  },
});
