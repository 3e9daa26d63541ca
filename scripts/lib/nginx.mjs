import { installFromDebian, isDebianRoot } from "./debian.mjs";
import { run } from "./run.mjs";
import { say } from "./step.mjs";

/**
 * The tests behind a proxy need nginx. They are skipped where it can't be installed.
 *
 * @param {string} root
 */
export async function prepareNginx(root) {
  if (await isThere(root)) return;
  if (isDebianRoot()) {
    say("Installing nginx from Debian.");
    await installFromDebian(root, ["nginx"]);
  }
  if (!(await isThere(root))) say("nginx isn't installed (package nginx): the tests behind a proxy are skipped.");
}

/** @param {string} root */
async function isThere(root) {
  return (await run("sh", ["-c", "command -v nginx"], { cwd: root, output: "hidden" })) === 0;
}
