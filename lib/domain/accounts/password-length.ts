/** In code points, as NIST SP 800-63B-4 §3.1.1.2 counts. */
export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 128;
/** Where nothing but the password protects an account (NIST SP 800-63B-4 §3.1.1.2). */
export const PASSWORD_ALONE_MIN = 15;

export type PasswordPolicy = "tutorial" | "nist";

/** How long a password has to be at least: by NIST's policy 15 where there is no second factor beside it. */
export function passwordMinFor(policy: PasswordPolicy, hasSecondFactor: boolean): number {
  return policy === "nist" && !hasSecondFactor ? PASSWORD_ALONE_MIN : PASSWORD_MIN;
}

/** What is wrong with the size of a password to set, as a sentence for its author; null when nothing is. */
export function findPasswordLengthProblem(password: string, min = PASSWORD_MIN): string | null {
  // A code point is at most two units, so a password of megabytes is refused without being read.
  if (password.length > 2 * PASSWORD_MAX) return `Must be at most ${PASSWORD_MAX} characters`;
  // Encoding turns every lone surrogate into U+FFFD, so that different passwords would hash as one.
  if (/\p{Surrogate}/u.test(password)) return "Must not contain half of a surrogate pair; type it again";

  const length = [...password].length;
  if (length < min) return `Must be at least ${min} characters`;
  if (length > PASSWORD_MAX) return `Must be at most ${PASSWORD_MAX} characters`;
  return null;
}
