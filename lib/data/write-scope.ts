import { AsyncLocalStorage } from "node:async_hooks";

const scope = new AsyncLocalStorage<{ open: boolean }>();

/** Runs `work` so that everything it calls can detect that it runs inside a write. */
export async function insideWrite<T>(work: () => Promise<T>): Promise<T> {
  const state = { open: true };
  try {
    // Awaited inside the scope, because Prisma runs a query when it is awaited, not when it is created.
    return await scope.run(state, async () => await work());
  } finally {
    // Work that still runs after `work` has returned is outside the transaction.
    state.open = false;
  }
}

/** A nested write would wait for the outer one forever, and a read outside the transaction wouldn't see its changes. */
export function refuseInsideWrite(): void {
  if (scope.getStore()?.open === true) throw new Error("Inside write() use its `tx`: neither write() nor the reader.");
}
