import { constants, getPriority, setPriority } from "node:os";

/**
 * Lets the other threads of the process go first: on Linux a priority is the calling thread's. Where a sandbox forbids it, the
 * thread works all the same.
 */
export function lowerPriority() {
  if (process.platform !== "linux") return;
  try {
    // From what it has, because only root may raise it.
    setPriority(Math.min(getPriority() + 5, constants.priority.PRIORITY_LOW));
  } catch {}
}
