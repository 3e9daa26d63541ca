import { installFromDebian, isDebianRoot } from "./debian.mjs";
import { run } from "./run.mjs";
import { say } from "./step.mjs";

/**
 * A Redis for the tests of limits that processes share. Where none can be had, those tests are skipped and counted as such.
 *
 * @param {string} root
 */
export async function prepareRedis(root) {
  if (await isThere(root)) return;
  if (isDebianRoot()) {
    say("Installing Redis from Debian.");
    await installFromDebian(root, ["redis-server"]);
  }
  if (!(await isThere(root))) say("No redis-server is on this machine: the tests that need one are skipped.");
}

/** @param {string} root */
async function isThere(root) {
  return (await run("sh", ["-c", "command -v redis-server"], { cwd: root, quiet: true })) === 0;
}
