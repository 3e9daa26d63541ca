"use server";

import { revalidatePath } from "next/cache";
import { routes } from "@/lib/routes";
import { keepReceiptSchema, receiptIdSchema } from "@/lib/schemas/receipts";
import { createReceipt } from "@/lib/services/receipts/create-receipt";
import { deleteReceipt } from "@/lib/services/receipts/delete-receipt";
import { openReceipts } from "@/lib/services/receipts/open-receipts";
import { readReceiptKey } from "@/lib/services/receipts/read-receipt-key";
import { action, serverFunction } from "@/lib/web/pages/action";

export const readReceiptKeyAction = serverFunction(readReceiptKey);
export const openReceiptsAction = serverFunction(openReceipts);

export const keepReceiptAction = action(keepReceiptSchema, createReceipt, async () => "Receipt saved.");

export const deleteReceiptAction = action(receiptIdSchema, deleteReceipt, async () => {
  revalidatePath(routes.receipts());
  return "The receipt was deleted.";
});
