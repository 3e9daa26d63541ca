import { findPendingSignUp } from "@/lib/data/pending-sign-ups";
import { authorize } from "../authorize";
import type { Context } from "../context";

/** What the verification page of a sign-up has to ask for; null when the link is invalid or expired. */
export async function readVerification(
  context: Context<"reading" | "secrets">,
  { token, asked }: { token: string | null; asked: string | null },
): Promise<{ email: string; needsPassword: boolean } | null> {
  authorize(context, "accounts:sign-up");
  const pending =
    token === null
      ? null
      : await findPendingSignUp(context.db, { tokenHash: context.hashSecretToken(token) }, context.now());
  return (
    pending && {
      email: pending.email,
      needsPassword: asked === null || pending.askedHash !== context.hashSecretToken(asked),
    }
  );
}
