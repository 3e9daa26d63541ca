import { isUniqueViolation } from "@/lib/data/database-errors";
import { createReceiptKey, findReceiptKey } from "@/lib/data/receipt-keys";
import { askAdministrator } from "@/lib/domain/accounts/ask-administrator";
import { AppError } from "@/lib/errors";
import { audit } from "../../audit";
import type { Context } from "../../context";

// Bound to its owner: a key that is copied to another row doesn't open.
const boundTo = (userId: string): string => `receipt-key:${userId}`;

/** The key of a user's fingerprints, created at first use. */
export async function receiptKeyOf(context: Context<"writing" | "secrets">, userId: string): Promise<string> {
  const sealed = (await findReceiptKey(context.db, userId)) ?? (await makeKey(context, userId));
  const key = sealed === null ? null : openReceiptKey(context, userId, sealed);
  if (key === null)
    throw new AppError(
      "conflict",
      `Your receipt key can't be read, so receipts don't work. ${askAdministrator("for help", context.settings.supportContact)}`,
    );
  return key;
}

/** Null when it is damaged or belongs to another user; that is logged. */
export function openReceiptKey(context: Context<"secrets">, userId: string, sealedKey: string): string | null {
  const key = context.secretBox.open(sealedKey, boundTo(userId));
  if (key === null)
    context.log.error(
      { request_id: context.request.id, user_id: userId },
      "a receipt key can't be opened: it is damaged, or its ENCRYPTION_KEY is missing",
    );
  return key;
}

export function sealReceiptKey(context: Context<"secrets">, userId: string, key: string): string {
  return context.secretBox.seal(key, boundTo(userId));
}

/** When two requests create a key at the same time, the first one is stored. */
async function makeKey(context: Context<"writing" | "secrets">, userId: string): Promise<string | null> {
  const sealed = sealReceiptKey(context, userId, context.newSecretToken());
  try {
    await context.write(async (tx) => {
      await createReceiptKey(tx, userId, sealed, context.now());
      await audit(context, tx, "receipt_key.make");
    });
    return sealed;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return findReceiptKey(context.db, userId);
  }
}
