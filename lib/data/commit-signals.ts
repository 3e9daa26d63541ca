import type { OpenDatabase, Transaction } from "./database";

/**
 * The same write, which also does what was put off until after the commit: at once, in order, and not at all when the
 * transaction is rolled back. Such work must not throw, and whatever takes time it only begins.
 */
export function createCommitSignals(write: OpenDatabase["write"]) {
  const waiting = new WeakMap<Transaction, (() => void)[]>();
  return {
    write: async <Result>(
      work: (tx: Transaction) => Promise<Result>,
      options?: Parameters<OpenDatabase["write"]>[1],
    ): Promise<Result> => {
      let committed: Transaction | undefined;
      // After a conflict the work runs again in another transaction: the last one is the one that counts.
      const result = await write((tx) => work((committed = tx)), options);
      if (committed !== undefined) waiting.get(committed)?.forEach((signal) => signal());
      return result;
    },
    afterCommit(tx: Transaction, signal: () => void): void {
      const signals = waiting.get(tx);
      if (signals === undefined) waiting.set(tx, [signal]);
      else signals.push(signal);
    },
  };
}
