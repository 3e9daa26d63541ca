import type { ReceiptKey } from "@/lib/schemas/receipts";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { receiptKeyOf } from "./shared/receipt-key";

/** The key of your fingerprints, created at first use. */
export async function readReceiptKey(context: Context<"writing" | "secrets">): Promise<ReceiptKey> {
  const { userId } = authorizeUser(context, "receipts:manage-own");
  return { key: await receiptKeyOf(context, userId) };
}
