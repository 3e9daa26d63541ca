import { installFromDebian, isDebianRoot } from "./debian.mjs";
import { run } from "./run.mjs";
import { say, StepFailed } from "./step.mjs";

/**
 * Tests of rate limits that several processes share need a Redis server.
 *
 * @param {string} root
 */
export async function prepareRedis(root) {
  if (await isThere(root)) return;
  if (isDebianRoot()) {
    say("Installing Redis from Debian.");
    await installFromDebian(root, ["redis-server"]);
  }
  if (!(await isThere(root)))
    throw new StepFailed("redis-server isn't installed. Install Redis and run `npm test` again.");
}

/** @param {string} root */
async function isThere(root) {
  return (await run("sh", ["-c", "command -v redis-server"], { cwd: root, output: "hidden" })) === 0;
}
