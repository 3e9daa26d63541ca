import { AppError } from "@/lib/errors";
import type { Message } from "@/lib/schemas/accounts";
import { removeAccount } from "../account-state/account-changes";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { ServiceContext } from "../context";
import { manage } from "./shared/manage-user";

/** Deletes somebody's account: signed out everywhere at once, to be restored within 30 days, then purged. */
export async function deleteUser(context: ServiceContext, { id }: { id: string }): Promise<Message> {
  const actor = authorizeUser(context, "users:delete");
  requireRecentAuthentication(context, actor);
  await manage(context, actor, { id, actions: ["delete"] }, async (tx, target) => {
    if (!(await removeAccount(context, tx, target))) throw new AppError("conflict", "This account is deleted already.");
  });
  return { message: "Account deleted. It can be restored for 30 days." };
}
