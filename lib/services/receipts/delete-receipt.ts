import { removeReceipt } from "@/lib/data/receipts";
import { AppError } from "@/lib/errors";
import type { Message } from "@/lib/schemas/accounts";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";

/** Deletes one of your own receipts; other users' receipts count as unknown. */
export async function deleteReceipt(context: Context<"writing">, { id }: { id: string }): Promise<Message> {
  const { userId } = authorizeUser(context, "receipts:manage-own");
  if (await context.write((tx) => removeReceipt(tx, { id, userId }))) return { message: "Receipt deleted" };
  throw new AppError("not_found", "There is no such receipt.");
}
