import { countReceipts, createReceipt as saveReceipt } from "@/lib/data/receipts";
import { RECEIPTS_MAX } from "@/lib/domain/receipts/receipt-limits";
import { AppError } from "@/lib/errors";
import type { CreateReceiptInput, Receipt } from "@/lib/schemas/receipts";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { toReceipt } from "./shared/receipt-view";

/** Keeps a receipt of a password that was made elsewhere and stays there. */
export async function createReceipt(
  context: Context<"writing">,
  { label, ...input }: CreateReceiptInput,
): Promise<Receipt> {
  const { userId } = authorizeUser(context, "receipts:manage-own");
  const receipt = { id: context.newId(), madeAt: context.now(), label: label ?? null, ...input };
  await context.write(
    async (tx) => {
      await saveReceipt(tx, { userId, ...receipt });
      // Counted after the change and in its transaction, so that two at once can't both be the last that fits. The oldest
      // does not make room by itself: then a password would be denied that was made here.
      if ((await countReceipts(tx, userId)) > RECEIPTS_MAX) throw tooManyReceipts();
    },
    { serializable: true },
  );
  return toReceipt(receipt);
}

function tooManyReceipts(): AppError {
  return new AppError(
    "conflict",
    `You have ${RECEIPTS_MAX.toLocaleString("en")} receipts. Delete some before you create another one.`,
  );
}
