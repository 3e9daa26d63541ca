import { findLastEvents } from "@/lib/data/audit-events";
import { AppError } from "@/lib/errors";
import type { Message } from "@/lib/schemas/accounts";
import { cancelPasswordChange } from "../account-state/change-password";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { manage } from "./shared/manage-user";

/** Undoes `requirePasswordChange`; a temporary or breached password still has to be changed. */
export async function waivePasswordChange(context: Context<"writing">, { id }: { id: string }): Promise<Message> {
  const actor = authorizeUser(context, "users:require-password-change");
  await manage(context, actor, { id, actions: ["require-password-change"] }, async (tx, target) => {
    const after = new Date(target.passwordChangedAt.getTime() - 1);
    const required = (
      await findLastEvents(tx, { targetIds: [id], actions: ["user.require_password_change"], after })
    ).get(id);
    const others = await findLastEvents(tx, {
      targetIds: [id],
      actions: ["user.create", "password.temporary", "two_factor.disable"],
      after,
    });
    if (required === undefined || others.has(id) || !(await cancelPasswordChange(context, tx, { id })))
      throw new AppError("conflict", "An administrator’s requirement can’t be undone here.");
  });
  return { message: "The user no longer has to choose a new password." };
}
