import { AppError } from "@/lib/errors";
import type { Message } from "@/lib/schemas/accounts";
import { deleteAccount } from "../account-state/change-status";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { manage } from "./shared/manage-user";

/** Deletes a user's account: ends all sessions; it can be restored until it is purged after 30 days. */
export async function deleteUser(context: Context<"writing">, { id }: { id: string }): Promise<Message> {
  const actor = authorizeUser(context, "users:delete");
  requireRecentAuthentication(context, actor);
  await manage(context, actor, { id, actions: ["delete"] }, async (tx, target) => {
    if (!(await deleteAccount(context, tx, target, "user.delete")))
      throw new AppError("conflict", "This account is deleted already.");
  });
  return { message: "Account deleted. It can be restored for 30 days." };
}
