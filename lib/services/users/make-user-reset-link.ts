import { AppError } from "@/lib/errors";
import type { ResetLink } from "@/lib/schemas/users";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { createResetLink } from "./shared/create-reset-link";
import { manage } from "./shared/manage-user";

/** Makes a link to a new password for an administrator to hand over. Whose second factor is on has to prove it there as well. */
export async function makeUserResetLink(
  context: Context<"writing" | "random" | "secrets">,
  { id }: { id: string },
): Promise<ResetLink> {
  const actor = authorizeUser(context, "users:make-reset-link");
  requireRecentAuthentication(context, actor);
  const { link, minutes } = await manage(context, actor, { id, actions: ["make-reset-link"] }, async (tx, target) => {
    if (target.status !== "active") throw new AppError("conflict", "This account is not active.");
    return createResetLink(context, tx, id);
  });
  return { link, minutes, message: "Give this link to the user. It works once." };
}
