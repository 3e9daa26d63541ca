import { findManagedUser } from "@/lib/data/managed-users";
import type { Profile, UpdateProfileInput } from "@/lib/schemas/accounts";
import { changeOwnProfile } from "../account-state/change-profile";
import { asTaken } from "../account-state/create-account";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { refuseReservedUsername } from "./shared/refuse-reserved-username";
import { toProfile } from "./shared/user-view";
import { requireActiveActor } from "../users/shared/manage-user";

/** Changes the user's own profile; fields that are left out stay as they are. */
export async function updateProfile(context: Context<"writing">, input: UpdateProfileInput): Promise<Profile> {
  const actor = authorizeUser(context, "accounts:change-own");
  try {
    return await context.write(async (tx) => {
      const before = await requireActiveActor(tx, actor);
      // An administrator may have given this name; the form sends it back with every change.
      if (input.username !== before.username) refuseReservedUsername(input.username);
      await changeOwnProfile(context, tx, before, input);
      return toProfile((await findManagedUser(tx, actor.userId)) ?? before);
    });
  } catch (error) {
    throw asTaken(error);
  }
}
