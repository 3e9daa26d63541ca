import { installFromDebian, isDebianRoot } from "./debian.mjs";
import { run } from "./run.mjs";
import { say } from "./step.mjs";

/**
 * The tests through a connection pooler need PgBouncer. They are skipped where it can't be installed.
 *
 * @param {string} root
 */
export async function preparePgBouncer(root) {
  if (await isThere(root)) return;
  if (isDebianRoot()) {
    say("Installing PgBouncer from Debian.");
    await installFromDebian(root, ["pgbouncer"]);
  }
  if (!(await isThere(root)))
    say("pgbouncer isn't installed (package pgbouncer): the tests through a connection pooler are skipped.");
}

/** @param {string} root */
async function isThere(root) {
  return (await run("sh", ["-c", "command -v pgbouncer"], { cwd: root, output: "hidden" })) === 0;
}
