import { findEmailChange } from "@/lib/data/email-changes";
import { authorize } from "../authorize";
import type { Context } from "../context";

/** The address that a link would verify; null when the link is invalid or expired. */
export async function readEmailChange(
  context: Context<"reading" | "secrets">,
  { token }: { token: string | null },
): Promise<{ email: string } | null> {
  authorize(context, "accounts:recover");
  const change =
    token === null
      ? null
      : await findEmailChange(context.db, { tokenHash: context.hashSecretToken(token) }, context.now());
  return change && { email: change.email };
}
