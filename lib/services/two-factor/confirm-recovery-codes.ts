import { findRecoveryCode } from "@/lib/data/recovery-codes";
import { setCodesSavedAt } from "@/lib/data/users";
import { normalizeRecoveryCode } from "@/lib/domain/two-factor/recovery-code";
import { AppError } from "@/lib/errors";
import type { Message } from "@/lib/schemas/accounts";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { hashRecoveryCode } from "./shared/hash-recovery-code";

/** Accepts a typed recovery code as confirmation that the user saved them; this doesn't use up the code. */
export async function confirmRecoveryCodes(
  context: Context<"writing" | "secrets">,
  { recovery_code: text }: { recovery_code: string },
): Promise<Message> {
  const actor = authorizeUser(context, "two-factor:manage-own");
  requireRecentAuthentication(context, actor);
  const code = normalizeRecoveryCode(text);
  const found =
    code === null
      ? null
      : await findRecoveryCode(context.db, {
          userId: actor.userId,
          codeHash: await hashRecoveryCode(context, actor.userId, code),
        });
  if (found === null || found.used) {
    const message =
      found === null
        ? "That isn't one of your newest recovery codes."
        : "That recovery code was already used. Enter another one.";
    throw new AppError("wrong_code", message, {
      fieldErrors: [{ path: ["recovery_code"], message, type: "otp_invalid" }],
    });
  }
  await context.write((tx) => setCodesSavedAt(tx, actor.userId, context.now()));
  return { message: "You confirmed your recovery codes. Two-factor authentication is complete." };
}
