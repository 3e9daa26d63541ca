import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { freePort } from "./free-port.mjs";
import { npmCommand } from "./install.mjs";
import { run } from "./run.mjs";
import { say } from "./step.mjs";
import { countsFromPlaywright, countsFromVitest, noCounts, strictly } from "./test-counts.mjs";
import { testEnvironment } from "./test-environment.mjs";

/** @typedef {import("./test-counts.mjs").Counts} Counts */

/**
 * @param {string} root
 * @param {{ temporaryFolder: string, filters: string[], config?: string, output?: "shown" | "at-end", env?: import("./run.mjs").Environment }} options
 * @returns {Promise<Counts>}
 */
export async function runVitest(root, { temporaryFolder, filters, config = "vitest.config.ts", output, env = {} }) {
  const report = path.join(temporaryFolder, `${config}.json`);
  const options = ["--config", config, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const exitCode = await run(process.execPath, [commandOf(root, "vitest"), "run", ...options, ...filters], {
    cwd: root,
    env: { ...testEnvironment(root, process.env), ...env },
    progress: output === "at-end" ? undefined : "Still testing",
    output,
  });
  return strictly(readCounts(report, countsFromVitest), exitCode);
}

/**
 * @param {string} root
 * @param {{ temporaryFolder: string, filters: string[], browser: string }} options
 * @returns {Promise<Counts>}
 */
export async function runPlaywright(root, { temporaryFolder, filters, browser }) {
  const report = path.join(temporaryFolder, "playwright.json");
  const env = {
    ...testEnvironment(root, process.env),
    CHROMIUM_PATH: browser,
    E2E_BASE_URL: `http://localhost:${await freePort()}`,
    E2E_DATA_DIR: path.join(temporaryFolder, "data"),
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  };
  const args = [commandOf(root, "@playwright/test", "playwright"), "test", "--reporter=list,json", ...filters];
  const exitCode = await run(process.execPath, args, { cwd: root, env });
  return strictly(readCounts(report, countsFromPlaywright), exitCode);
}

/**
 * Runs lint and type check. They count no passed tests; each one that fails counts as a failure.
 *
 * @param {string} root
 * @returns {Promise<Counts>}
 */
export async function runChecks(root) {
  const [npm, npmArgs] = npmCommand();
  const failures = [];
  for (const [script, name] of [
    ["typecheck", "type check"],
    ["lint", "lint"],
  ]) {
    const exitCode = await run(npm, [...npmArgs, "run", "--silent", script ?? ""], { cwd: root, output: "at-end" });
    say(exitCode === 0 ? `The ${name} found no problem.` : `The ${name} failed. See its output above.`);
    if (exitCode !== 0) failures.push(`The ${name} failed.`);
  }
  return { passed: 0, failed: failures.length, skipped: 0, failures };
}

/**
 * @param {string} report
 * @param {(report: unknown) => Counts} countsFrom
 * @returns {Counts}
 */
function readCounts(report, countsFrom) {
  if (!existsSync(report)) return noCounts;
  return countsFrom(JSON.parse(readFileSync(report, "utf8")));
}

/**
 * @param {string} root
 * @param {string} packageName
 * @param {string} [command]
 */
function commandOf(root, packageName, command = packageName) {
  const folder = path.join(root, "node_modules", packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  return path.join(folder, bin[command]);
}
