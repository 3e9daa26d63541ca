import type { Profile } from "@/lib/schemas/accounts";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { toProfile } from "./shared/user-view";

/** One's own account, as the request that asks found it when it looked up its session. */
export function getProfile(context: Context): Profile {
  return toProfile(authorizeUser(context, "accounts:read-own").profile);
}
