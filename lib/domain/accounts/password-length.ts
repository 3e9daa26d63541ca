import { normalizePassword } from "./normalize-password";

/** In code points of the normalised password (NIST SP 800-63B-4 §3.1.1.2). */
export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 128;
/** In UTF-16 units as typed: the longest password of letters that are decomposed into up to four. */
export const PASSWORD_UNITS_MAX = 4 * PASSWORD_MAX;
/** For accounts without a second factor (NIST SP 800-63B-4 §3.1.1.2). */
export const PASSWORD_ALONE_MIN = 15;

export type PasswordPolicy = "tutorial" | "nist";

/** The minimum password length: NIST's policy requires 15 without a second factor. */
export function passwordMinFor(policy: PasswordPolicy, hasSecondFactor: boolean): number {
  return policy === "nist" && !hasSecondFactor ? PASSWORD_ALONE_MIN : PASSWORD_MIN;
}

/** The length of a password as it is hashed: code points, after normalisation. */
export function passwordLength(password: string): number {
  return [...normalizePassword(password)].length;
}

/** The length problem of a new password, as a sentence for the user; null when there is none. */
export function findPasswordLengthProblem(password: string, min = PASSWORD_MIN): string | null {
  // Refuses a password of megabytes without scanning it.
  if (password.length > PASSWORD_UNITS_MAX) return `Must be at most ${PASSWORD_MAX} characters`;
  // Encoding turns every lone surrogate into U+FFFD, so different passwords would have the same hash.
  if (/\p{Surrogate}/u.test(password)) return "Must not contain half of a surrogate pair; type it again";

  const length = passwordLength(password);
  if (length < min) return `Must be at least ${min} characters`;
  if (length > PASSWORD_MAX) return `Must be at most ${PASSWORD_MAX} characters`;
  return null;
}
