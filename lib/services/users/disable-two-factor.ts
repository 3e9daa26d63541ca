import { AppError } from "@/lib/errors";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { findActiveUser } from "./shared/find-active-user";
import { turnOffTwoFactor } from "../two-factor/shared/turn-off-two-factor";

/** Turns a user's two-factor authentication off, by an operator command. Ends all their sessions. */
export async function disableTwoFactor(
  context: Context<"writing" | "secrets" | "mail">,
  { identifier }: { identifier: string },
): Promise<{ email: string }> {
  authorize(context, "users:disable-two-factor");
  return context.write(
    async (tx) => {
      const user = await findActiveUser(tx, identifier);
      if (!(await turnOffTwoFactor(context, tx, user)))
        throw new AppError("conflict", `Two-factor authentication is already off for ${user.email}.`);
      return { email: user.email };
    },
    { serializable: true },
  );
}
