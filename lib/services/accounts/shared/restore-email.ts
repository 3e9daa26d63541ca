import type { Transaction } from "@/lib/data/database";
import type { EmailUndoRow } from "@/lib/data/email-changes";
import { endNoticesElsewhere } from "@/lib/data/security-notices";
import { changeEmail, findCredentials, type UserCredentials } from "@/lib/data/users";
import { audit } from "../../audit";
import type { ServiceContext } from "../../context";

/** Puts the address that was left behind in the place of the present one. It was kept free for that; false where another account has it all the same, or this one is not active. */
export async function restoreEmail(
  context: ServiceContext,
  tx: Transaction,
  user: UserCredentials,
  { email, normalizedEmail }: EmailUndoRow,
): Promise<boolean> {
  if (normalizedEmail === user.normalizedEmail) return true;
  const owner = await findCredentials(tx, { normalizedEmail });
  if (owner !== null && owner.id !== user.id) return false;
  if (
    !(await changeEmail(tx, user.id, {
      from: user.normalizedEmail,
      to: { email, normalizedEmail },
      now: context.now(),
    }))
  )
    return false;
  // Whoever took the account over could freeze it day after day by the mails that went to their address.
  await endNoticesElsewhere(tx, user.id, normalizedEmail);
  await audit(context, tx, "email.undo", {
    targetId: user.id,
    actorId: null,
    details: { from: user.email, to: email },
  });
  return true;
}
