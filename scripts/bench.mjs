// `npm run bench`: measures the product against its peers in one run, as ratios, and prints a table. Starts and ends everything itself.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { benchFirstLoad } from "./bench/first-load.mjs";
import { benchGenerator } from "./bench/generator.mjs";
import { isInstalled } from "./bench/processes.mjs";
import { printTable } from "./bench/table.mjs";
import { prepareBuild, preparePackages, preparePrismaClient } from "./lib/prepare.mjs";
import { projectFolder } from "./lib/project.mjs";
import { runScript, StepFailed } from "./lib/step.mjs";

await runScript(async () => {
  for (const program of ["wrk", "taskset"]) {
    if (!isInstalled(program)) throw new StepFailed(`The benchmark needs ${program} (Debian: apt-get install wrk util-linux).`);
  }
  await preparePackages(projectFolder);
  await preparePrismaClient(projectFolder);
  await prepareBuild(projectFolder, "build");

  const fastApi = isInstalled("uvicorn") && spawnSync("uvicorn", ["--app-dir", path.join(projectFolder, "scripts/bench/peers"), "generator:missing"], { env: process.env }).stderr.includes("not found in module");
  if (!fastApi) console.log("skipped: FastAPI is not installed (Debian: apt-get install python3-fastapi uvicorn python3-uvloop python3-httptools).");

  const temporaryFolder = mkdtempSync(path.join(tmpdir(), "latchkey-bench-"));
  try {
    const options = { root: projectFolder, temporaryFolder, fastApi };
    printTable([...(await benchGenerator(options)), ...(await benchFirstLoad(options))]);
  } finally {
    rmSync(temporaryFolder, { recursive: true, force: true });
  }
});
