/** A step that failed for a reason that the reader can fix: reported without a stack. */
export class StepFailed extends Error {}

/** @param {string} line */
export function say(line) {
  console.log(`[latchkey] ${line}`);
}

/**
 * Runs an entry script; a failed step ends it with its message and exit code 1.
 *
 * @param {() => Promise<void>} script
 */
export async function runScript(script) {
  try {
    await script();
  } catch (error) {
    console.error(error instanceof StepFailed ? `\n[latchkey] ${error.message}` : (explained(error) ?? error));
    process.exit(1);
  }
}

// lib/start-failures.ts has the server's. This one must work before anything is installed and compiled.
/** @type {Record<string, string>} */
const refusals = {
  ENOSPC: "the disk is full: free some space",
  EDQUOT: "the disk quota is reached: free some space or raise the quota",
  EROFS: "the file system is read-only: make it writable",
  EACCES: "permission is missing: give the user that runs Latchkey the right to read and write it",
  EPERM: "permission is missing: give the user that runs Latchkey the right to read and write it",
};

/** @param {unknown} error */
function explained(error) {
  const { code = "", path } = /** @type {NodeJS.ErrnoException} */ (error ?? {});
  const reason = refusals[code];
  return reason === undefined
    ? undefined
    : `\n[latchkey] ${path ?? "A file of this folder"} can't be written: ${reason}, and run the same command again.`;
}
