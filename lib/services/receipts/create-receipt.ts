import { countReceipts, createReceipt as saveReceipt } from "@/lib/data/receipts";
import { RECEIPTS_MAX } from "@/lib/domain/receipts/receipt-limits";
import { AppError } from "@/lib/errors";
import type { CreateReceiptInput, Receipt } from "@/lib/schemas/receipts";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { toReceipt } from "./shared/receipt-view";

/** Saves the receipt of a password that was generated in the browser and never sent. */
export async function createReceipt(
  context: Context<"writing">,
  { label, ...input }: CreateReceiptInput,
): Promise<Receipt> {
  const { userId } = authorizeUser(context, "receipts:manage-own");
  const receipt = { id: context.newId(), madeAt: context.now(), label: label ?? null, ...input };
  await context.write(
    async (tx) => {
      await saveReceipt(tx, { userId, ...receipt });
      // Counted after the write and in its transaction, so that two concurrent requests can't both take the last place.
      // The oldest receipt isn't deleted to make room: its password would then be reported as not generated here.
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
