import { findManagedUser } from "@/lib/data/managed-users";
import { AppError } from "@/lib/errors";
import type { UserView } from "@/lib/schemas/users";
import { restoreAccount } from "../account-state/change-status";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { manage } from "./shared/manage-user";
import { toUserView } from "../accounts/shared/user-view";

/** Makes a deleted account active again, until it is purged. */
export async function restoreUser(context: Context<"writing">, { id }: { id: string }): Promise<UserView> {
  const actor = authorizeUser(context, "users:delete");
  const restored = await manage(context, actor, { id, actions: ["restore"] }, async (tx, target) => {
    if (!(await restoreAccount(context, tx, target))) throw new AppError("conflict", "This account is not deleted.");
    return findManagedUser(tx, id);
  });
  if (restored === null) throw new Error("The restored account is missing.");
  return toUserView(restored);
}
