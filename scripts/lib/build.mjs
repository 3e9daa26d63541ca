import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { writeBuildTsconfig } from "./build-tsconfig.mjs";
import { bundleServer } from "./bundle-server.mjs";
import { buildFingerprint } from "./fingerprint.mjs";
import { readEntry, writeEntry } from "./release-entry.mjs";
import { removeInterruptedReleases, removeOldReleases } from "./releases.mjs";
import { run } from "./run.mjs";
import { say, StepFailed } from "./step.mjs";
import { vendorAssetsArePresent, writeVendorAssets } from "./vendor-assets.mjs";

// A server reads its files on demand, so a build must never change them while it runs. A build folder has a folder
// `release-<time>` for each build, with Next's output and the bundled server, which never changes once it is finished;
// and `server.mjs`, which starts the newest finished release. `server.mjs` is replaced with one rename and records the
// sources of that release, so it is also the stamp of the last successful build. Next writes directly into the final
// folder, because its output contains the folder's name.

// From this and the name of its file and function, Next makes the id of an action. With a random value, which it would take, a form
// of an older build would be unknown to a newer one. The key of a running server is another: `actionKey` of its runtime.
const actionIds = Buffer.from("latchkey: names of server action").toString("base64");

/**
 * @param {string} root
 * @param {string} buildFolder from the root, "build" for example
 * @returns {boolean}
 */
export function buildIsFresh(root, buildFolder) {
  const newest = readEntry(root, buildFolder);
  if (newest === undefined || !vendorAssetsArePresent(root)) return false;
  const isThere = existsSync(path.join(root, buildFolder, newest.release, "next", "BUILD_ID"));
  return isThere && newest.fingerprint === buildFingerprint(root);
}

/**
 * @param {string} root
 * @param {string} buildFolder
 * @param {"shown" | "at-end"} [output]
 */
export async function build(root, buildFolder, output) {
  say("Building: about half a minute the first time.");
  const fingerprint = buildFingerprint(root);
  const folder = path.join(root, buildFolder);
  const release = `release-${new Date().toISOString().replace(/\D/g, "")}`;

  removeInterruptedReleases(folder);
  try {
    writeVendorAssets(root);
    await bundleServer(root, path.join(folder, release, "server.mjs"));
    await buildPages(root, `${buildFolder}/${release}`, output);
  } catch (error) {
    rmSync(path.join(folder, release), { recursive: true, force: true });
    throw error;
  }
  // A later build doesn't use it, because it has its own folder.
  rmSync(path.join(folder, release, "next", "cache"), { recursive: true, force: true });

  // Sources may have changed during the build: this build is run, but the next start builds again.
  const builtFrom = buildFingerprint(root) === fingerprint ? fingerprint : "changing-sources";
  writeEntry(root, buildFolder, { release, fingerprint: builtFrom });
  removeOldReleases(folder, release);
}

/**
 * @param {string} root
 * @param {string} releaseFolder
 * @param {"shown" | "at-end"} [output]
 */
async function buildPages(root, releaseFolder, output) {
  const next = path.join(root, "node_modules", "next", "dist", "bin", "next");
  writeBuildTsconfig(root, releaseFolder);
  const env = {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    LATCHKEY_BUILD_DIRECTORY: releaseFolder,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionIds,
  };
  const exitCode = await run(process.execPath, [next, "build"], { cwd: root, env, progress: "Still building", output });
  if (exitCode !== 0) throw new StepFailed("The pages could not be built. See the error above.");
}
