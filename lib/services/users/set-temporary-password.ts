import { setPassword } from "../account-state/change-password";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { drawTemporaryPassword } from "./shared/draw-temporary-password";
import { findActiveUser } from "./shared/find-active-user";

/** Sets a temporary password for a locked-out user, shown once; it has to be changed at the first log-in. Ends all their sessions. */
export async function setTemporaryPassword(
  context: Context<"writing" | "random" | "passwords" | "secrets" | "mail">,
  { identifier }: { identifier: string },
): Promise<{ email: string; password: string }> {
  authorize(context, "users:set-temporary-password");
  // Before the hash, which is expensive.
  await findActiveUser(context.db, identifier);
  const password = drawTemporaryPassword(context);
  const passwordHash = await context.hasher.hash(password);
  const email = await context.write(async (tx) => {
    const user = await findActiveUser(tx, identifier);
    await setPassword(context, tx, user, { kind: "temporary", passwordHash, breachCheckDue: false });
    return user.email;
  });
  return { email, password };
}
