/** RFC 6238's default, the only length that every authenticator app supports. */
export const CODE_DIGITS = 6;

/** The six digits of a typed code, without the spaces and hyphens that apps display; null when it can't be a code. */
export function normalizeOneTimeCode(text: string): string | null {
  const digits = text.replace(/[\s-]+/g, "");
  // ASCII digits only: no authenticator shows "１２３４５６".
  return /^[0-9]{6}$/.test(digits) ? digits : null;
}

/** A base32 secret in groups of four, which are easier to type. */
export function groupSecret(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? "";
}
