import type { Transaction } from "@/lib/data/database";
import { replacePasswordReset } from "@/lib/data/password-resets";
import { routes } from "@/lib/routes";
import { audit } from "../../audit";
import type { Context } from "../../context";
import { newMailedProof } from "../../mail/shared/mailed-proof";

/** Creates a single-use reset link that isn't mailed, with the lifetime of a mailed one. Revokes earlier ones. */
export async function createResetLink(
  context: Context<"writing" | "random" | "secrets" | "mail">,
  tx: Transaction,
  userId: string,
): Promise<{ link: string; minutes: number }> {
  const id = context.newId();
  const minutes = context.settings.resetTokenMinutes;
  const { token, kept } = newMailedProof(context, id, { linkMinutes: minutes });
  await replacePasswordReset(
    tx,
    { id, userId, askedHash: null, ...kept, sealedCode: null, mailed: false },
    context.now(),
  );
  await audit(context, tx, "password.reset_link", { targetId: userId });
  return { link: context.settings.publicOrigin + routes.openReset(token), minutes };
}
