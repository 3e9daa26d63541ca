// `npm test`: every test. Ends with the failed ones again and one line of counts. `npm test -- unit …`, `-- server …` and
// `-- browser …` run one part, with further arguments for its runner. `npm test -- --checks` also lints and checks types, in
// parallel.
// Imports only Node's own modules until the packages are installed.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect } from "node:util";
import { requireSupportedNode } from "./lib/node-version.mjs";
import { stopWithParent } from "./lib/parent-watch.mjs";

requireSupportedNode();
stopWithParent();
const { prepareBrowser } = await import("./lib/browser.mjs");
const { preparePackages, prepareBuild, preparePrismaClient } = await import("./lib/prepare.mjs");
const { generatePrismaClient } = await import("./lib/prisma-client.mjs");
const { projectFolder } = await import("./lib/project.mjs");
const { say, StepFailed } = await import("./lib/step.mjs");
const { countsLine, noCounts, sumOfCounts } = await import("./lib/test-counts.mjs");
const { prepareTestPrograms } = await import("./lib/test-programs.mjs");
const { runChecks, runPlaywright, runVitest } = await import("./lib/test-runs.mjs");

/** @typedef {import("./lib/test-counts.mjs").Counts} Counts */

const parts = ["unit", "server", "browser"];
const withChecks = process.argv.includes("--checks");
const args = process.argv.slice(2).filter((argument) => argument !== "--checks");
const part = parts.find((name) => name === args[0]);
const filters = part === undefined ? args : args.slice(1);
const includes = (/** @type {string} */ name) => part === undefined || part === name;

const temporaryFolder = mkdtempSync(path.join(tmpdir(), "latchkey-test-"));
process.on("exit", () => rmSync(temporaryFolder, { recursive: true, force: true }));

// A part that couldn't run has failed: the last line must never look like a success.
/** @type {Counts} */
const failure = { ...noCounts, failed: 1 };

/** @param {() => Promise<Counts>} work */
async function counted(work) {
  try {
    return await work();
  } catch (error) {
    const message = error instanceof StepFailed ? `[latchkey] ${error.message}` : inspect(error);
    console.error(`\n${message}`);
    return { ...failure, failures: [message] };
  }
}

/** @type {Promise<Counts> | undefined} */
let checks;
/** Starts them as early as possible; they need the packages, but no compiled modules. */
function startChecks() {
  if (withChecks) checks ??= counted(() => runChecks(projectFolder));
}

async function runTests() {
  const packages = preparePackages(projectFolder, {
    whileCompiling: async () => {
      await generatePrismaClient(projectFolder);
      startChecks();
    },
  });
  // Both end before a failure is reported, so that its last line is the last one.
  for (const outcome of await Promise.allSettled([packages, prepareTestPrograms(projectFolder, includes)]))
    if (outcome.status === "rejected") throw outcome.reason;
  const browser = includes("browser") ? await prepareBrowser(projectFolder) : undefined;
  await preparePrismaClient(projectFolder);
  startChecks();

  const built = part === "unit" ? undefined : prepareBuild(projectFolder, "build-test", { output: "at-end" });
  // Awaited below, by those who need it.
  built?.catch(() => undefined);
  const together = await Promise.all([
    includes("unit") ? counted(runUnitTests) : noCounts,
    // Most of their time they wait for servers to start and stop, so they run beside the unit tests.
    includes("server") ? counted(() => runServerTests(built)) : noCounts,
  ]);
  if (browser === undefined) return sumOfCounts(together);
  return sumOfCounts([...together, await counted(() => runBrowserTests(built, browser))]);
}

function runUnitTests() {
  say("Running the unit, service and route tests.");
  return runVitest(projectFolder, { temporaryFolder, filters });
}

/** @param {Promise<void> | undefined} built */
async function runServerTests(built) {
  await built;
  say("Running the tests of the built server.");
  const config = "vitest.server.config.ts";
  return runVitest(projectFolder, { temporaryFolder, filters, config, output: part === "server" ? "shown" : "at-end" });
}

/**
 * @param {Promise<void> | undefined} built
 * @param {string} browser
 */
async function runBrowserTests(built, browser) {
  await built;
  say(`Running the browser tests with ${browser}.`);
  return runPlaywright(projectFolder, { temporaryFolder, filters, browser });
}

const results = [await counted(runTests)];
if (checks !== undefined) results.push(await checks);
else if (withChecks) results.push(failure);
const sum = sumOfCounts(results);
process.exitCode = sum.failed === 0 ? 0 : 1;
if (sum.failures.length > 0) console.log(`\nFailed:\n\n${sum.failures.join("\n\n")}`);
console.log(`\n${countsLine(sum)}`);
