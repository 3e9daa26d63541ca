import { findUser } from "@/lib/data/users";
import { AppError } from "@/lib/errors";
import type { Profile } from "@/lib/schemas/accounts";
import { authorizeUser } from "../authorize";
import type { ServiceContext } from "../context";
import { toProfile } from "./profile-view";

/** One's own account. */
export async function getProfile(context: ServiceContext): Promise<Profile> {
  const actor = authorizeUser(context, "accounts:read-own");
  const user = await findUser(context.db, actor.userId);
  if (user === null) throw new AppError("unauthorized", "Invalid or expired token", { tokenRefused: true });
  return toProfile(user);
}
