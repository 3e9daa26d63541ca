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
    console.error(error instanceof StepFailed ? `\n[latchkey] ${error.message}` : error);
    process.exit(1);
  }
}
