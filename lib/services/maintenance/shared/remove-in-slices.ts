import type { Transaction } from "@/lib/data/database";
import type { Context } from "../../context";
import { yieldToEventLoop } from "../../yield-to-event-loop";

/** Removes at most `take` rows, with the rows that belong to them, and gives the number of the former. */
export type Removal = (tx: Transaction, take: number) => Promise<number>;

// On SQLite a transaction of this size takes a few milliseconds of the event loop; on PostgreSQL it stays far below the
// limit on statements.
const ROWS = 500;

/**
 * Makes each removal in transactions of at most 500 rows, so that other work isn't held up. A removal that fails doesn't
 * stop the others; then an AggregateError is thrown at the end.
 */
export async function removeInSlices<Name extends string>(
  context: Context<"writing">,
  removals: Readonly<Record<Name, Removal>>,
): Promise<Record<string, number>> {
  const removed: Record<string, number> = {};
  const failed: { name: string; cause: unknown }[] = [];
  for (const [name, remove] of Object.entries<Removal>(removals)) {
    try {
      removed[name] = await removeAll(context, remove);
    } catch (cause) {
      failed.push({ name, cause });
    }
  }
  if (failed.length === 0) return removed;
  throw new AggregateError(
    failed.map(({ cause }) => cause),
    `These rows couldn't be removed: ${failed.map(({ name }) => name).join(", ")}`,
  );
}

async function removeAll(context: Context<"writing">, remove: Removal): Promise<number> {
  let removed = 0;
  for (;;) {
    const count = await context.write((tx) => remove(tx, ROWS));
    removed += count;
    if (count < ROWS) return removed;
    await yieldToEventLoop();
  }
}
