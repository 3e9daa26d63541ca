import type { DatabaseLimits, Transaction } from "./database";
import type { PrismaClient } from "./generated/sqlite/client";
import { withinTime } from "./time-limits";
import { insideWrite } from "./write-scope";

export type TransactionSettings = { limits: DatabaseLimits; serializable: boolean; onStart?: () => void };

// Prisma rolls back at its own limit first; this limit only gives up on work that still hangs after that.
const graceMs = 1_000;

/**
 * One interactive transaction with a time limit: if `work` never returns, it is rolled back and the caller gets an
 * error.
 */
export function runTransaction<T>(
  client: PrismaClient,
  work: (tx: Transaction) => Promise<T>,
  { limits, serializable, onStart }: TransactionSettings,
): Promise<T> {
  const transaction = client.$transaction(
    (tx) => {
      onStart?.();
      return insideWrite(() => work(tx));
    },
    {
      timeout: limits.writeMaxMs,
      // The pool and the queue limit the wait; Prisma's own limit would leave an abandoned transaction behind.
      maxWait: limits.writeWaitMaxMs + graceMs,
      ...(serializable ? { isolationLevel: "Serializable" } : {}),
    },
  );
  return withinTime(transaction, limits.writeWaitMaxMs + limits.writeMaxMs + 2 * graceMs);
}
