import type { Profile } from "@/lib/schemas/accounts";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { toProfile } from "./shared/user-view";

/** Your own account, as this request read it during the session look-up. */
export function getProfile(context: Context): Profile {
  return toProfile(authorizeUser(context, "accounts:read-own").profile);
}
