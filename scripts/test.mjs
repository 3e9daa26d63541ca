// `npm test`: every test there is, ending in one line of counts. `npm test -- unit …` and `npm test -- browser …` run one half,
// with further arguments for its runner. Node's own modules only.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { requireSupportedNode } from "./lib/node-version.mjs";
import { stopWithParent } from "./lib/parent-watch.mjs";

requireSupportedNode();
stopWithParent();
const { prepareBrowser } = await import("./lib/browser.mjs");
const { prepareRedis } = await import("./lib/redis.mjs");
const { preparePackages, prepareBuild, preparePrismaClient } = await import("./lib/prepare.mjs");
const { projectFolder } = await import("./lib/project.mjs");
const { say, StepFailed } = await import("./lib/step.mjs");
const { countsLine, sumOfCounts } = await import("./lib/test-counts.mjs");
const { runPlaywright, runVitest } = await import("./lib/test-runs.mjs");

const [firstArgument, ...otherArguments] = process.argv.slice(2);
const half = firstArgument === "unit" || firstArgument === "browser" ? firstArgument : undefined;
const filters = half === undefined ? process.argv.slice(2) : otherArguments;

const temporaryFolder = mkdtempSync(path.join(tmpdir(), "latchkey-test-"));
process.on("exit", () => rmSync(temporaryFolder, { recursive: true, force: true }));

/** @type {import("./lib/test-counts.mjs").Counts[]} */
const counts = [];
try {
  await preparePackages(projectFolder);
  const browser = half === "unit" ? undefined : await prepareBrowser(projectFolder);
  await preparePrismaClient(projectFolder);
  if (half !== "browser") {
    await prepareRedis(projectFolder);
    say("Running the unit, service and route tests.");
    counts.push(await runVitest(projectFolder, { temporaryFolder, filters }));
  }
  if (browser !== undefined) {
    await prepareBuild(projectFolder, "build-test");
    say(`Running the browser tests with ${browser}.`);
    counts.push(await runPlaywright(projectFolder, { temporaryFolder, filters, browser }));
  }
} catch (error) {
  console.error(error instanceof StepFailed ? `\n[latchkey] ${error.message}` : error);
  // What could not run has failed: the last line must never read like a success.
  counts.push({ passed: 0, failed: 1, skipped: 0 });
}

const sum = sumOfCounts(counts);
process.exitCode = sum.failed === 0 ? 0 : 1;
console.log(`\n${countsLine(sum)}`);
