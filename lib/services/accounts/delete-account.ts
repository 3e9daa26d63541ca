import type { Message } from "@/lib/schemas/accounts";
import { deleteAccount as markDeleted } from "../account-state/change-status";
import { writeAccountState } from "../account-state/write-account-state";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { requireActiveActor } from "../users/shared/manage-user";

/** Deletes the user's own account: ends all sessions; an administrator can restore it until it is purged after 30 days. */
export async function deleteAccount(context: Context<"writing">): Promise<Message> {
  const actor = authorizeUser(context, "accounts:delete-own");
  requireRecentAuthentication(context, actor);
  await writeAccountState(context, async (tx) => {
    await markDeleted(context, tx, await requireActiveActor(tx, actor), "account.delete");
  });
  return { message: "Account deleted" };
}
