import { claimEmailUndo, findEmailUndo } from "@/lib/data/email-changes";
import { findCredentials } from "@/lib/data/users";
import { askAdministrator } from "@/lib/domain/accounts/ask-administrator";
import { AppError } from "@/lib/errors";
import type { Message } from "@/lib/schemas/accounts";
import { restoreEmail } from "../account-state/change-email";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { checkMailedProof } from "../mail/shared/mailed-proof";
import { revokeMailedLinks } from "../recovery/shared/revoke-mailed-links";
import { logOutEverywhere } from "../sessions/shared/log-out-everywhere";

const refusal = (): AppError => new AppError("invalid_link", "This link is no longer valid.");

/** Restores the account's previous address for the owner of that mailbox, and ends all sessions. */
export async function undoEmailChange(
  context: Context<"writing" | "limits" | "secrets">,
  { token }: { token: string | null },
): Promise<Message> {
  authorize(context, "accounts:recover");
  const { undo, user } = await checkMailedProof(context, async () => {
    const undo = token === null ? null : await findEmailUndo(context.db, context.hashSecretToken(token), context.now());
    const user = undo && (await findCredentials(context.db, { id: undo.userId }));
    if (undo === null || user === null || user.status !== "active") throw refusal();
    return { undo, user };
  });
  await context.write(async (tx) => {
    if (!(await claimEmailUndo(tx, undo, context.now()))) throw refusal();
    if (!(await restoreEmail(context, tx, user, undo)))
      throw new AppError(
        "conflict",
        `Another account now has this address. ${askAdministrator("for help", context.settings.supportContact)}`,
      );
    await revokeMailedLinks(context, tx, user.id);
    await logOutEverywhere(tx, user.id);
  });
  return { message: `Your address is ${undo.email} again. All sessions have ended.` };
}
