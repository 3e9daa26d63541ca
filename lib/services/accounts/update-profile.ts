import { updateProfile as saveProfile } from "@/lib/data/users";
import type { Profile, UpdateProfileInput } from "@/lib/schemas/accounts";
import { audit } from "../audit";
import { authorizeUser } from "../authorize";
import type { ServiceContext } from "../context";
import { asTaken } from "./shared/create-account";
import { toProfile } from "./shared/profile-view";

/** Changes one's own name and username; what is not given stays. */
export async function updateProfile(context: ServiceContext, input: UpdateProfileInput): Promise<Profile> {
  const actor = authorizeUser(context, "accounts:change-own");
  const changes = {
    ...(input.full_name !== undefined && { fullName: input.full_name || null }),
    ...(input.username !== undefined && { username: input.username }),
  };
  try {
    const user = await context.write(async (tx) => {
      const saved = await saveProfile(tx, actor.userId, changes, context.now());
      await audit(context, tx, "account.update", { details: { fields: Object.keys(changes) } });
      return saved;
    });
    return toProfile(user);
  } catch (error) {
    throw asTaken(error);
  }
}
