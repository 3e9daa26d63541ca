import type { ReceiptKey } from "@/lib/schemas/receipts";
import { authorizeUser } from "../authorize";
import type { ServiceContext } from "../context";
import { receiptKeyOf } from "./shared/receipt-key";

/** Gives their owner the key of their fingerprints; made when it is first asked for. */
export async function readReceiptKey(context: ServiceContext): Promise<ReceiptKey> {
  const { userId } = authorizeUser(context, "receipts:manage-own");
  return { key: await receiptKeyOf(context, userId) };
}
