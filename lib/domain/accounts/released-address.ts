/** The domain of released addresses. */
export const RELEASED_DOMAIN = "address.invalid";

/**
 * What an account has instead of an address that the owner of the mailbox removed. The domain never receives mail
 * (RFC 2606 section 2); `id` must be unguessable, so that no sign-up can take the address first.
 */
export function releasedAddress(id: string): string {
  return `released-${id}@${RELEASED_DOMAIN}`;
}

/** Whether an account has no address, because the owner of the mailbox removed it. */
export function isReleasedAddress(email: string): boolean {
  return email.endsWith(`@${RELEASED_DOMAIN}`);
}
