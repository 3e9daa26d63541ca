import type { OpenDatabase, Transaction } from "./database";

/**
 * Wraps `write` and runs callbacks after the commit, in order; after a rollback they don't run. Callbacks must not
 * throw, and must only start slow work.
 */
export function createCommitSignals(write: OpenDatabase["write"]) {
  const waiting = new WeakMap<Transaction, (() => void)[]>();
  let commits = 0;
  return {
    write: async <Result>(
      work: (tx: Transaction) => Promise<Result>,
      options?: Parameters<OpenDatabase["write"]>[1],
    ): Promise<Result> => {
      let committed: Transaction | undefined;
      // After a conflict the work runs again in a new transaction; only the last one is committed.
      const result = await write((tx) => work((committed = tx)), options);
      commits += 1;
      if (committed !== undefined) waiting.get(committed)?.forEach((signal) => signal());
      return result;
    },
    /** How many writes were committed. */
    count: (): number => commits,
    afterCommit(tx: Transaction, signal: () => void): void {
      const signals = waiting.get(tx);
      if (signals === undefined) waiting.set(tx, [signal]);
      else signals.push(signal);
    },
  };
}
