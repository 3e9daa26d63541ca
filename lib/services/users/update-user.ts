import { findManagedUser } from "@/lib/data/managed-users";
import type { ManageAction } from "@/lib/domain/users/may-manage";
import { AppError } from "@/lib/errors";
import type { UpdateUserInput, UserView } from "@/lib/schemas/users";
import { changeProfile, disableAccount, enableAccount, giveRole } from "../account-state/account-changes";
import { asTaken } from "../accounts/shared/create-account";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { ServiceContext } from "../context";
import { manage } from "./shared/manage-user";
import { toUserView } from "./shared/user-view";

/** Changes somebody's profile, role or state, each as far as the actor may; what is not given stays. All or nothing. */
export async function updateUser(
  context: ServiceContext,
  { id, ...input }: UpdateUserInput & { id: string },
): Promise<UserView> {
  const actor = authorizeUser(context, "users:disable");
  // Mail of a lost password goes to the address: whoever changes it could take the account over.
  if (input.role !== undefined || input.email !== undefined) requireRecentAuthentication(context, actor);
  try {
    const saved = await manage(context, actor, { id, actions: actionsOf(input) }, async (tx, target) => {
      if (target.status === "deleted") throw new AppError("conflict", "This account is deleted. Restore it first.");
      await changeProfile(context, tx, target, input);
      if (input.role !== undefined) await giveRole(context, tx, target, input.role);
      if (input.disabled === true) await disableAccount(context, tx, target);
      if (input.disabled === false) await enableAccount(context, tx, target);
      return findManagedUser(tx, id);
    });
    if (saved === null) throw new Error("What was just changed is not there.");
    return toUserView(saved);
  } catch (error) {
    throw asTaken(error);
  }
}

function actionsOf({ disabled, role, ...profile }: UpdateUserInput): ManageAction[] {
  return [
    "read",
    ...(disabled === undefined ? [] : [disabled ? ("disable" as const) : ("enable" as const)]),
    ...(role === undefined ? [] : ["change-role" as const]),
    ...(Object.values(profile).some((value) => value !== undefined) ? ["change" as const] : []),
  ];
}
