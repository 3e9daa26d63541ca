/**
 * The one spelling of a password, whatever keyboard typed it (RFC 8265 §4.2.2, OpaqueString): every kind of space becomes
 * U+0020, then NFC. Neither case nor spaces at the ends change.
 */
export function normalizePassword(password: string): string {
  return password.replace(/\p{Zs}/gu, " ").normalize("NFC");
}
