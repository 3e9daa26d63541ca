import { replacePasswordReset } from "@/lib/data/password-resets";
import { routes } from "@/lib/routes";
import { audit } from "../audit";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { findByIdentifier } from "./find-by-identifier";
import { newMailedProof } from "../mail/mailed-proof";

/** Makes a link to a new password that is handed over instead of mailed: good once, and for as long as a mailed one. */
export async function makeResetLink(context: ServiceContext, { identifier }: { identifier: string }): Promise<{ email: string; link: string; minutes: number }> {
  authorize(context, "users:make-reset-link");
  const user = await findByIdentifier(context, identifier);
  const id = context.newId();
  const minutes = context.settings.resetTokenMinutes;
  const { token, kept } = newMailedProof(context, id, { linkMinutes: minutes });
  await context.write(async (tx) => {
    await replacePasswordReset(tx, { id, userId: user.id, askedHash: null, ...kept, sealedCode: null }, context.now());
    await audit(context, tx, "password.reset_link", { targetId: user.id });
  });
  return { email: user.email, link: context.settings.publicOrigin + routes.openReset(token), minutes };
}
