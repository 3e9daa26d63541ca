import { AsyncLocalStorage } from "node:async_hooks";
import { unavailable } from "./database-errors";

// Jobs, imports and commands may take longer than a request, but a database that hangs must not hold them forever.
const BACKGROUND_MS = 60_000;

const ownLimitMs = new AsyncLocalStorage<number>();

/** Runs a job, an import or a command: each of its reads and writes has a longer limit than those of a request. */
export function inBackground<T>(work: () => Promise<T>): Promise<T> {
  return ownLimitMs.run(BACKGROUND_MS, work);
}

/** How long a read or write that starts now may take, with the wait for a connection. */
export function operationMaxMs({ operationMaxMs: requestMs }: { operationMaxMs: number }): number {
  return ownLimitMs.getStore() ?? requestMs;
}

/** Rejects with `unavailable` when the work takes longer; the work itself isn't stopped. */
export async function withinTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(unavailable(new Error(`The database gave no result in ${milliseconds} ms`))),
      milliseconds,
    );
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
