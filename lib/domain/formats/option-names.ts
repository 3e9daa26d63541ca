export const VARIABLE_DEFAULT = "PASSWORD";
export const SECRET_DEFAULT = "generated-password";
export const USERNAME_DEFAULT = "user";

// POSIX.1-2024 section 8.1, which every shell accepts. Linux and dotenv set no maximum length, so this one is ours.
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;
// RFC 1123 section 2.1, as Kubernetes validates labels.
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
// No colon, which ends the name in an htpasswd file, and no number sign, which starts a comment there.
const USERNAME = /^[A-Za-z0-9_][A-Za-z0-9._@-]{0,63}$/;

/** Why this isn't a valid name in the format, as text to append to the option's name; null when it is valid. */
export function findNameProblem(format: "env" | "k8s-secret", name: string): string | null {
  if (format === "env")
    return VARIABLE.test(name) ? null : "must be a letter or _, then letters, digits and _; at most 128 of them.";
  return LABEL.test(name) ? null : "must be at most 63 of a-z, 0-9 and hyphens, with no hyphen at either end.";
}

export function findUsernameProblem(username: string): string | null {
  return USERNAME.test(username)
    ? null
    : "must be at most 64 letters, digits and . _ @ -, and begin with a letter, digit or _.";
}
