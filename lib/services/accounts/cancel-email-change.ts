import { cancelEmailChange as deleteEmailChange } from "@/lib/data/email-changes";
import { audit } from "../audit";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";

/** Your address stays as it is: the link and the code to the new one no longer work. */
export async function cancelEmailChange(context: Context<"writing">): Promise<void> {
  const { userId } = authorizeUser(context, "accounts:change-own");
  await context.write(async (tx) => {
    if (await deleteEmailChange(tx, userId)) await audit(context, tx, "email.change_cancelled");
  });
}
