import { installFromDebian, isDebianRoot } from "./debian.mjs";
import { run } from "./run.mjs";
import { say, StepFailed } from "./step.mjs";

/** @typedef {"unit" | "server" | "browser"} Part */
/**
 * @typedef {object} TestProgram
 * @property {string} name
 * @property {string} check a shell command that succeeds where the program is installed
 * @property {readonly string[]} packages Debian's
 * @property {readonly Part[]} parts the parts of the tests that use it
 * @property {string | null} skipped what is skipped without it; null when the tests can't run
 */

/** @type {readonly TestProgram[]} */
const testPrograms = [
  {
    name: "Chromium's headless shell",
    check: '[ -n "$CHROMIUM_PATH" ] || [ -e /usr/bin/chromium-headless-shell ]',
    packages: ["chromium-headless-shell", "fonts-liberation", "fonts-noto-color-emoji"],
    parts: ["browser"],
    skipped: "nothing, because Playwright's own browser is used",
  },
  {
    name: "Redis",
    check: "command -v redis-server",
    packages: ["redis-server"],
    parts: ["unit", "server"],
    skipped: null,
  },
  {
    name: "nginx",
    check: "command -v nginx",
    packages: ["nginx"],
    parts: ["server"],
    skipped: "the tests behind a proxy are skipped",
  },
  {
    name: "PgBouncer",
    check: "command -v pgbouncer",
    packages: ["pgbouncer"],
    parts: ["unit"],
    skipped: "the tests through a connection pooler are skipped",
  },
  {
    name: "Prometheus's promtool",
    check: "command -v promtool",
    packages: ["prometheus"],
    parts: ["unit"],
    skipped: "the tests of the alerts and the dashboard are skipped",
  },
  {
    name: "python-dotenv",
    check: 'python3 -c "import dotenv"',
    packages: ["python3-dotenv"],
    parts: ["unit"],
    skipped: "its tests of env files are skipped",
  },
];

/**
 * Installs what the tests need beside the packages, where Debian allows it. Needs no npm packages, so it can run while they are
 * installed.
 *
 * @param {string} root
 * @param {(part: Part) => boolean} includes
 */
export async function prepareTestPrograms(root, includes) {
  const wanted = testPrograms.filter(({ parts }) => parts.some(includes));
  const missing = await findMissing(root, wanted);
  if (missing.length === 0) return;
  if (isDebianRoot()) {
    say(`Installing from Debian: ${missing.map(({ name }) => name).join(", ")}.`);
    // In one go, because each update of the lists takes seconds.
    const packages = missing.flatMap((program) => program.packages);
    if (!(await installFromDebian(root, packages)))
      for (const program of missing) await installFromDebian(root, program.packages);
  }
  for (const { name, packages, skipped } of await findMissing(root, missing)) {
    const lacking = `${name} isn't installed (Debian: ${packages.join(" ")})`;
    if (skipped === null) throw new StepFailed(`${lacking}. Install it and run \`npm test\` again.`);
    say(`${lacking}: ${skipped}.`);
  }
}

/**
 * @param {string} root
 * @param {readonly TestProgram[]} programs
 */
async function findMissing(root, programs) {
  /** @type {TestProgram[]} */
  const missing = [];
  for (const program of programs)
    if ((await run("sh", ["-c", program.check], { cwd: root, output: "hidden" })) !== 0) missing.push(program);
  return missing;
}
