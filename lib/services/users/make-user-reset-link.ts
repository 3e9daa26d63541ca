import { AppError } from "@/lib/errors";
import type { ResetLink } from "@/lib/schemas/users";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { createResetLink } from "./shared/create-reset-link";
import { manage } from "./shared/manage-user";

/**
 * Creates a reset link that an administrator gives to the user. With two-factor authentication the link also requires a
 * code.
 */
export async function makeUserResetLink(
  context: Context<"writing" | "random" | "secrets" | "mail">,
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
