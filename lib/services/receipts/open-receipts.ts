import { findReceipts } from "@/lib/data/receipts";
import { RECEIPTS_MAX } from "@/lib/domain/receipts/receipt-limits";
import type { ReceiptBook } from "@/lib/schemas/receipts";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { receiptKeyOf } from "./shared/receipt-key";
import { toReceipt } from "./shared/receipt-view";

/** All your receipts and the key, so that the browser can recognise a password without sending it. */
export async function openReceipts(context: Context<"writing" | "secrets">): Promise<ReceiptBook> {
  const { userId } = authorizeUser(context, "receipts:manage-own");
  const rows = await findReceipts(context.db, { userId }, { after: null, take: RECEIPTS_MAX });
  return { key: await receiptKeyOf(context, userId), receipts: rows.map(toReceipt) };
}
