import type { Transaction } from "@/lib/data/database";
import type { EmailUndoRow } from "@/lib/data/email-changes";
import { changeEmail, type UserCredentials } from "@/lib/data/users";
import { audit } from "../audit";
import type { ServiceContext } from "../context";

/** Puts the address that was left behind in the place of the present one. It was kept free for that. */
export async function restoreEmail(context: ServiceContext, tx: Transaction, user: UserCredentials, { email, normalizedEmail }: EmailUndoRow): Promise<void> {
  await changeEmail(tx, user.id, { from: user.normalizedEmail, to: { email, normalizedEmail }, now: context.now() });
  await audit(context, tx, "email.undo", { targetId: user.id, actorId: null, details: { from: user.email, to: email } });
}
