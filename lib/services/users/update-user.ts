import { findManagedUser } from "@/lib/data/managed-users";
import type { ManageAction } from "@/lib/domain/users/may-manage";
import { AppError } from "@/lib/errors";
import type { UpdateUserInput, UserView } from "@/lib/schemas/users";
import { changeProfile } from "../account-state/change-profile";
import { changeRole } from "../account-state/change-role";
import { disableAccount, enableAccount } from "../account-state/change-status";
import { asTaken } from "../account-state/create-account";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { manage } from "./shared/manage-user";
import { toUserView } from "../accounts/shared/user-view";

/** Changes a user's profile, role and status, all or nothing; fields that are left out stay as they are. */
export async function updateUser(
  context: Context<"writing" | "secrets" | "mail">,
  { id, ...input }: UpdateUserInput & { id: string },
): Promise<UserView> {
  const actor = authorizeUser(context, "users:disable");
  // Reset links go to the address, so changing it is as sensitive as changing the password.
  if (input.role !== undefined || input.email !== undefined) requireRecentAuthentication(context, actor);
  try {
    const saved = await manage(context, actor, { id, actions: actionsOf(input) }, async (tx, target) => {
      if (target.status === "deleted") throw new AppError("conflict", "This account is deleted. Restore it first.");
      await changeProfile(context, tx, target, input);
      if (input.role !== undefined) await changeRole(context, tx, target, input.role);
      if (input.disabled === true) await disableAccount(context, tx, target);
      if (input.disabled === false) await enableAccount(context, tx, target);
      return findManagedUser(tx, id);
    });
    if (saved === null) throw new Error("The changed account is missing.");
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
