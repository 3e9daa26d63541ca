/** RFC 6238's default, the only one that every authenticator app understands. */
export const CODE_DIGITS = 6;

/** The six digits that somebody typed, without the spaces and hyphens of an app's display; null when it can't be a code. */
export function normalizeOneTimeCode(text: string): string | null {
  const digits = text.replace(/[\s-]+/g, "");
  // ASCII digits alone: "１２３４５６" is text that no authenticator shows.
  return /^[0-9]{6}$/.test(digits) ? digits : null;
}

/** A base32 secret in groups of four, as it is easiest to type. */
export function groupSecret(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? "";
}
