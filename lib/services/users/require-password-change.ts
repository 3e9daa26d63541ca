import { AppError } from "@/lib/errors";
import type { Message } from "@/lib/schemas/accounts";
import { demandNewPassword } from "../account-state/account-changes";
import { authorizeUser } from "../authorize";
import type { ServiceContext } from "../context";
import { manage } from "./shared/manage-user";

/** Asks somebody for a new password before anything else; what is signed in can do nothing but that from its next request on. */
export async function requirePasswordChange(context: ServiceContext, { id }: { id: string }): Promise<Message> {
  const actor = authorizeUser(context, "users:require-password-change");
  await manage(context, actor, { id, actions: ["require-password-change"] }, async (tx, target) => {
    if (target.status === "deleted") throw new AppError("conflict", "This account is deleted. Restore it first.");
    await demandNewPassword(context, tx, { id });
  });
  return { message: "A new password has to be chosen now." };
}
