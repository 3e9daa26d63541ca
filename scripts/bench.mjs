// `npm run bench`: compares the product with its peers and prints the ratios as tables. Starts and stops all processes itself.
// `npm run bench -- better-auth`: compares reading the user by token with Better Auth, which it installs for that.
// `npm run bench -- sites PATH`: counts the sites that accept the passwords generated for them.
// `npm run bench -- timing`: tests whether response times reveal which accounts exist.
// `npm run bench -- users`: measures the list of a million users.
// `npm run bench -- cluster [USERS]`: rehearses a large server with four processes, PostgreSQL, Redis and nginx.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { tsImport } from "tsx/esm/api";
import { benchAccountsTiming } from "./bench/accounts-timing.mjs";
import { benchAccounts } from "./bench/accounts.mjs";
import { benchAgainstEmptyApp } from "./bench/against-empty-app.mjs";
import { benchBetterAuth } from "./bench/better-auth.mjs";
import { benchGenerator } from "./bench/generator.mjs";
import { isInstalled } from "./bench/processes.mjs";
import { printTable } from "./bench/table.mjs";
import { prepareBuild, preparePackages, preparePrismaClient } from "./lib/prepare.mjs";
import { projectFolder } from "./lib/project.mjs";
import { runScript, StepFailed } from "./lib/step.mjs";

/** The parts that run on their own, by name; by default all others run. @type {Record<string, (args: string[]) => Promise<void>>} */
const parts = {
  timing: () => benchAlone(benchAccountsTiming),
  "better-auth": () => benchAlone(benchBetterAuth),
  users: benchUsersAlone,
  cluster: benchClusterAlone,
  sites: benchSites,
};
const [part, ...partArguments] = process.argv.slice(2);

await runScript(() => (part === undefined ? benchEverything() : partNamed(part)(partArguments)));

/** @param {string} name */
function partNamed(name) {
  const found = parts[name];
  if (found === undefined) throw new StepFailed(`Unknown part ${name}. Parts: ${Object.keys(parts).join(" or ")}.`);
  return found;
}

/** @param {(options: { root: string, temporaryFolder: string }) => Promise<import("./bench/table.mjs").Row[]>} measure */
async function benchAlone(measure) {
  await preparePackages(projectFolder);
  await preparePrismaClient(projectFolder);
  await prepareBuild(projectFolder, "build");
  await inTemporaryFolder(async (temporaryFolder) =>
    printTable(await measure({ root: projectFolder, temporaryFolder })),
  );
}

async function benchUsersAlone() {
  await preparePackages(projectFolder);
  await preparePrismaClient(projectFolder);
  await inTemporaryFolder(benchUsers);
}

/** @param {string[]} args */
async function benchClusterAlone([users = "1000000"]) {
  for (const program of ["nginx", "redis-server"]) {
    if (!isInstalled(program))
      throw new StepFailed(`The rehearsal needs ${program} (Debian: apt-get install nginx redis-server).`);
  }
  await preparePackages(projectFolder);
  await preparePrismaClient(projectFolder);
  await prepareBuild(projectFolder, "build");
  await inTemporaryFolder(async (temporaryFolder) => {
    const { benchCluster } = await tsImport("./bench/cluster/bench-cluster.ts", import.meta.url);
    printTable(await benchCluster({ root: projectFolder, temporaryFolder, users: Number(users) }));
  });
}

/** @param {string[]} args */
async function benchSites(args) {
  await preparePackages(projectFolder);
  process.exitCode =
    spawnSync(process.execPath, ["--import", "tsx", path.join("scripts", "bench", "print-sites.ts"), ...args], {
      cwd: projectFolder,
      stdio: "inherit",
    }).status ?? 1;
}

async function benchEverything() {
  for (const program of ["wrk", "taskset"]) {
    if (!isInstalled(program))
      throw new StepFailed(`The benchmark needs ${program} (Debian: apt-get install wrk util-linux).`);
  }
  await preparePackages(projectFolder);
  await preparePrismaClient(projectFolder);
  await prepareBuild(projectFolder, "build");

  const fastApi = hasFastApi();
  if (!fastApi)
    console.log(
      "skipped: FastAPI is not installed (Debian: apt-get install python3-fastapi uvicorn python3-uvloop python3-httptools python3-passlib python3-bcrypt python3-jwt python3-sqlalchemy python3-email-validator).",
    );

  await inTemporaryFolder(async (temporaryFolder) => {
    const options = { root: projectFolder, temporaryFolder, fastApi };
    printTable(await benchGenerator(options));
    printTable(await benchAgainstEmptyApp(options));
    printTable(await benchAccounts(options));
    printTable(await benchBetterAuth(options));
    printTable(await benchAccountsTiming(options));
    await benchUsers(temporaryFolder);
  });
}

/** @param {string} temporaryFolder */
async function benchUsers(temporaryFolder) {
  // Imports the product's own services from their source.
  const { benchUsers: measure } = await tsImport("./bench/users/bench-users.ts", import.meta.url);
  printTable(await measure({ temporaryFolder }));
}

/** @param {(temporaryFolder: string) => Promise<void>} work */
async function inTemporaryFolder(work) {
  const temporaryFolder = mkdtempSync(path.join(tmpdir(), "latchkey-bench-"));
  try {
    await work(temporaryFolder);
  } finally {
    rmSync(temporaryFolder, { recursive: true, force: true });
  }
}

/** Starts the peer itself, because its interpreter may not be the first `python3`. */
function hasFastApi() {
  if (!isInstalled("uvicorn")) return false;
  const { stderr } = spawnSync("uvicorn", ["accounts:missing"], {
    cwd: path.join(projectFolder, "scripts", "bench", "peers"),
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", DATABASE_URL: "sqlite://" },
    encoding: "utf8",
  });
  return stderr.includes('Attribute "missing" not found');
}
