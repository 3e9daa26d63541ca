import type { Transaction } from "@/lib/data/database";
import type { Context } from "../context";

declare const serializable: unique symbol;

/** A serializable transaction, so that two concurrent changes can't each leave the other's administrator as the last one. */
export type AccountTransaction = Transaction & { readonly [serializable]: true };

/** Runs a change of statuses or roles. */
export async function writeAccountState<Result>(
  context: Context<"writing">,
  work: (tx: AccountTransaction) => Promise<Result>,
): Promise<Result> {
  // The only cast: the option below is what the type promises.
  return context.write((tx) => work(tx as AccountTransaction), { serializable: true });
}
