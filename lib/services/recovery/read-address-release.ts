import { findAddressRelease } from "@/lib/data/address-releases";
import { authorize } from "../authorize";
import type { Context } from "../context";

/** The address that a link would remove from an account; null when the link is no longer valid. Doesn't use the link. */
export async function readAddressRelease(
  context: Context<"reading" | "secrets">,
  { token }: { token: string | null },
): Promise<{ email: string } | null> {
  authorize(context, "accounts:recover");
  const release =
    token === null ? null : await findAddressRelease(context.db, context.hashSecretToken(token), context.now());
  return release && { email: release.normalizedEmail };
}
