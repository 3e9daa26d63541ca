import { AppError } from "@/lib/errors";
import type { Message } from "@/lib/schemas/accounts";
import { requirePasswordChange as requireChange } from "../account-state/change-password";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { manage } from "./shared/manage-user";

/** Requires a user to change the password. Their sessions can do nothing else from their next request on. */
export async function requirePasswordChange(context: Context<"writing">, { id }: { id: string }): Promise<Message> {
  const actor = authorizeUser(context, "users:require-password-change");
  await manage(context, actor, { id, actions: ["require-password-change"] }, async (tx, target) => {
    if (target.status === "deleted") throw new AppError("conflict", "This account is deleted. Restore it first.");
    await requireChange(context, tx, { id });
  });
  return { message: "The user has to choose a new password now." };
}
