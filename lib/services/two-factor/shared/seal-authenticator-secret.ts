import type { Context } from "../../context";

// Bound to its owner: a secret that is copied to another row doesn't open.
const boundTo = (userId: string): string => `authenticator:${userId}`;

export function sealAuthenticatorSecret(context: Context<"secrets">, userId: string, secret: string): string {
  return context.secretBox.seal(secret, boundTo(userId));
}

/** Null when it is damaged or belongs to another user; that is logged, and no code matches it. */
export function openAuthenticatorSecret(
  context: Context<"secrets">,
  userId: string,
  sealedSecret: string,
): string | null {
  const secret = context.secretBox.open(sealedSecret, boundTo(userId));
  if (secret === null)
    context.log.error(
      { request_id: context.request.id, user_id: userId },
      "an authenticator's secret can't be opened: it is damaged, or its key is missing in ENCRYPTION_KEY",
    );
  return secret;
}
