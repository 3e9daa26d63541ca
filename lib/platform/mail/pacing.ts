import { setTimeout as sleep } from "node:timers/promises";

/** Lets callers proceed one after another, `gapMs` apart, or at once after `signal` is aborted. */
export function createPacing(gapMs: number): (signal: AbortSignal) => Promise<void> {
  let nextAt = 0;
  return async (signal) => {
    const now = performance.now();
    const startAt = Math.max(now, nextAt);
    nextAt = startAt + gapMs;
    if (startAt > now) await sleep(startAt - now, undefined, { signal, ref: false }).catch(() => undefined);
  };
}
