import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hashOf } from "./fingerprint.mjs";
import { run } from "./run.mjs";
import { say, StepFailed } from "./step.mjs";

/** @param {string} root */
const stampFile = (root) => path.join(root, "node_modules", ".latchkey-installed");
/** @param {string} root */
const installedLockFile = (root) => path.join(root, "node_modules", ".package-lock.json");

/**
 * @param {string} root
 * @returns {boolean}
 */
export function packagesAreInstalled(root) {
  // `npm ci` deletes node_modules first, and the stamp with it: an interrupted installation has none.
  return existsSync(stampFile(root)) && readFileSync(stampFile(root), "utf8") === stampOf(root);
}

/**
 * @param {string} root
 * @param {{ whileCompiling?: () => Promise<void> }} [options] `whileCompiling` needs the packages, but not better-sqlite3, which
 *   takes two minutes to compile
 */
export async function installPackages(root, { whileCompiling } = {}) {
  if (installedMatchesLockFile(root) && (await nativePackagesLoad(root))) {
    writeFileSync(stampFile(root), stampOf(root));
    return;
  }

  say("Installing packages: one to two minutes the first time.");
  rmSync(stampFile(root), { force: true });
  const [npm, npmArgs] = npmCommand();
  const runNpm = (/** @type {string[]} */ ...args) =>
    run(npm, [...npmArgs, ...args], { cwd: root, env: npmEnvironment(), progress: "Still installing packages" });
  let exitCode = await runNpm("ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund");
  if (exitCode === 0) {
    [exitCode] = await Promise.all([runNpm("rebuild"), whileCompiling?.()]);
  }
  if (exitCode !== 0) {
    throw new StepFailed(
      "The packages could not be installed. See npm's error above. If better-sqlite3 failed to compile, install a C++ " +
        "compiler, make and Python 3 (on Debian: apt-get install -y g++ make python3) and run the same command again.",
    );
  }
  if (!(await nativePackagesLoad(root))) {
    throw new StepFailed(
      "The packages were installed, but better-sqlite3 does not load: were install scripts switched off (npm's `ignore-scripts`)?",
    );
  }
  writeFileSync(stampFile(root), stampOf(root));
}

/** @param {string} root */
function stampOf(root) {
  // npm's own record is part of the stamp, so that a later manual `npm prune` or `npm install` is noticed.
  return hashOf(root, ["package-lock.json", "node_modules/.package-lock.json"]);
}

/**
 * Whether a manual installation (`npm ci`, `npm install`) matches the lock file.
 *
 * @param {string} root
 * @returns {boolean}
 */
export function installedMatchesLockFile(root) {
  if (!existsSync(installedLockFile(root))) return false;
  const wanted = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(installedLockFile(root), "utf8")).packages;
  // The project's own optional packages run on every platform; only the binaries that they depend on don't.
  const ownOptional = new Set(Object.keys(wanted[""].optionalDependencies ?? {}).map((name) => `node_modules/${name}`));
  return Object.entries(wanted).every(([folder, entry]) => {
    const mayBeAbsent =
      folder === "" || ((entry.optional === true || entry.devOptional === true) && !ownOptional.has(folder));
    return installed[folder]?.version === entry.version || (mayBeAbsent && installed[folder] === undefined);
  });
}

/**
 * In a separate process, because a module compiled for another Node can crash the process that loads it.
 *
 * @param {string} root
 */
async function nativePackagesLoad(root) {
  const probe = 'new (require("better-sqlite3"))(":memory:").close()';
  return (await run(process.execPath, ["-e", probe], { cwd: root, output: "hidden" })) === 0;
}

/** @returns {[string, string[]]} */
export function npmCommand() {
  const running = process.env["npm_execpath"];
  if (running !== undefined && path.basename(running) === "npm-cli.js") return [process.execPath, [running]];
  // Windows can't spawn npm.cmd without a shell; npm is beside node.exe there.
  const besideNode = path.join(path.dirname(process.execPath), "node_modules", "npm", "bin", "npm-cli.js");
  return existsSync(besideNode) ? [process.execPath, [besideNode]] : ["npm", []];
}

function npmEnvironment() {
  // NODE_ENV=production makes npm warn about --include=dev. By default node-gyp compiles with one core.
  return { ...process.env, NODE_ENV: undefined, JOBS: "max" };
}
