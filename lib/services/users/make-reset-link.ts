import { authorize } from "../authorize";
import type { Context } from "../context";
import { createResetLink } from "./shared/create-reset-link";
import { findActiveUser } from "./shared/find-active-user";

/** Creates a reset link that an operator gives to a user who can't receive mail. */
export async function makeResetLink(
  context: Context<"writing" | "random" | "secrets" | "mail">,
  { identifier }: { identifier: string },
): Promise<{ email: string; link: string; minutes: number }> {
  authorize(context, "users:make-reset-link");
  return context.write(
    async (tx) => {
      const user = await findActiveUser(tx, identifier);
      return { email: user.email, ...(await createResetLink(context, tx, user.id)) };
    },
    { serializable: true },
  );
}
