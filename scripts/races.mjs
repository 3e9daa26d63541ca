// `npm run races`: runs the tests of simultaneous requests (*.race.test.ts) with many rounds.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { requireSupportedNode } from "./lib/node-version.mjs";
import { stopWithParent } from "./lib/parent-watch.mjs";

requireSupportedNode();
stopWithParent();
const { preparePackages, preparePrismaClient } = await import("./lib/prepare.mjs");
const { projectFolder } = await import("./lib/project.mjs");
const { runScript } = await import("./lib/step.mjs");
const { countsLine } = await import("./lib/test-counts.mjs");
const { runVitest } = await import("./lib/test-runs.mjs");

const temporaryFolder = mkdtempSync(path.join(tmpdir(), "latchkey-races-"));
process.on("exit", () => rmSync(temporaryFolder, { recursive: true, force: true }));

await runScript(async () => {
  await preparePackages(projectFolder);
  await preparePrismaClient(projectFolder);
  const counts = await runVitest(projectFolder, {
    temporaryFolder,
    filters: [".race.test.", ...process.argv.slice(2)],
    env: { RACE_ROUNDS: process.env["RACE_ROUNDS"] || "200" },
  });
  process.exitCode = counts.failed === 0 ? 0 : 1;
  console.log(`\n${countsLine(counts)}`);
});
