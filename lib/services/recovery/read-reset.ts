import { passwordMinFor } from "@/lib/domain/accounts/password-length";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { findReset } from "./shared/find-reset";

/** What the page for a new password has to ask for; null when the link is invalid or expired. */
export async function readReset(
  context: Context<"reading" | "secrets">,
  { token }: { token: string | null },
): Promise<{ email: string; needsSecondFactor: boolean; canReleaseAddress: boolean; passwordMin: number } | null> {
  authorize(context, "accounts:recover");
  const found = token === null ? null : await findReset(context, token);
  if (found === null) return null;
  const { needsSecondFactor, canReleaseAddress } = found;
  return {
    email: found.user.email,
    needsSecondFactor,
    canReleaseAddress,
    passwordMin: passwordMinFor(context.settings.passwordPolicy, needsSecondFactor),
  };
}
