import { replacePasswordHash } from "@/lib/data/users";
import { AppError } from "@/lib/errors";
import type { ChangePasswordInput, Message } from "@/lib/schemas/accounts";
import { audit } from "../audit";
import { authorizeUser } from "../authorize";
import type { ServiceContext } from "../context";
import { checkNewPassword } from "./shared/check-new-password";
import { notifyOwner } from "../mail/notify-owner";
import { originOf } from "../mail/queue-mail";
import { revokeMailedLinks } from "../recovery/shared/revoke-mailed-links";
import { checkOwnPassword, wrongPassword } from "../sessions/check-own-password";
import { logOutEverywhere } from "../sessions/log-out-everywhere";

/** Sets a new password for whoever knows the current one, and ends everything else that is signed in. */
export async function changePassword(context: ServiceContext, input: ChangePasswordInput): Promise<Message> {
  const actor = authorizeUser(context, "accounts:change-own-password");
  const user = await checkOwnPassword(context, actor, { password: input.current_password, field: "current_password" });
  if (input.new_password === input.current_password) {
    const message = "The new password must differ from the current one.";
    throw new AppError("validation", message, {
      fieldErrors: [{ path: ["new_password"], message, type: "unchanged" }],
    });
  }
  const breachCheckDue = await checkNewPassword(context, input.new_password, user, "new_password");
  const to = await context.hasher.hash(input.new_password);

  const changed = await context.write(async (tx) => {
    // Of two changes that both knew the old password one finds it gone.
    if (!(await replacePasswordHash(tx, user.id, { from: user.passwordHash, to, breachCheckDue, now: context.now() })))
      return false;
    await revokeMailedLinks(tx, user.id, { ownAddress: user.normalizedEmail });
    const ended = await logOutEverywhere(tx, user.id, { exceptSession: actor.sessionId });
    await audit(context, tx, "password.change", { details: { ended_sessions: ended } });
    await notifyOwner(context, tx, user, {
      kind: "password-changed",
      template: "password-changed",
      props: { changed: originOf(context), by: "change" },
      secretProps: {},
    });
    return true;
  });
  if (!changed) throw wrongPassword("current_password");
  return { message: "Password successfully changed." };
}
