import { findReceipts } from "@/lib/data/receipts";
import type { ReceiptPage, ReceiptQuery } from "@/lib/schemas/receipts";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { decodeCursor, encodeCursor, momentOf, refuseCursor } from "../cursor";
import { toReceipt } from "./shared/receipt-view";

/** One page of your own receipts, newest first; with a fingerprint, only matching ones. */
export async function listReceipts(
  context: Context<"reading">,
  { fingerprint, size, cursor }: ReceiptQuery,
): Promise<ReceiptPage> {
  const { userId } = authorizeUser(context, "receipts:manage-own");
  const after = cursor === undefined ? null : readPosition(cursor);
  const rows = await findReceipts(context.db, { userId, fingerprint }, { after, take: size + 1 });
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    items: shown.map(toReceipt),
    size,
    next:
      rows.length > size && last !== undefined ? encodeCursor(["receipts", last.madeAt.toISOString(), last.id]) : null,
  };
}

function readPosition(cursor: string): { madeAt: Date; id: string } {
  const [madeAt, id = null] = decodeCursor(cursor, "receipts", 2);
  if (id === null) throw refuseCursor();
  return { madeAt: momentOf(madeAt), id };
}
