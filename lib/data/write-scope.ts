import { AsyncLocalStorage } from "node:async_hooks";

const scope = new AsyncLocalStorage<{ open: boolean }>();

/** Runs `work` so that everything it calls, however deep, is known to be inside a write. */
export async function insideWrite<T>(work: () => Promise<T>): Promise<T> {
  const state = { open: true };
  try {
    // Awaited inside the scope too: Prisma's queries begin when they are awaited, not when they are made.
    return await scope.run(state, async () => await work());
  } finally {
    // What `work` left running is outside again.
    state.open = false;
  }
}

/** A second write would wait for the first one for ever, and a read beside it would not see what it has done so far. */
export function refuseInsideWrite(): void {
  if (scope.getStore()?.open === true) throw new Error("Inside write() use its `tx`: neither write() nor the reader.");
}
