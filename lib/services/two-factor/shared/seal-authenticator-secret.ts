import type { ServiceContext } from "../../context";

// Bound to its owner: a secret that is moved to another row opens for nobody.
const boundTo = (userId: string): string => `authenticator:${userId}`;

export function sealAuthenticatorSecret(context: ServiceContext, userId: string, secret: string): string {
  return context.secretBox.seal(secret, boundTo(userId));
}

/** Null when it is damaged or another's; that is logged, and no code matches it. */
export function openAuthenticatorSecret(context: ServiceContext, userId: string, sealedSecret: string): string | null {
  const secret = context.secretBox.open(sealedSecret, boundTo(userId));
  if (secret === null)
    context.log.error(
      { request_id: context.request.id, user_id: userId },
      "an authenticator's secret can't be opened: it is damaged, or its ENCRYPTION_KEY is missing",
    );
  return secret;
}
