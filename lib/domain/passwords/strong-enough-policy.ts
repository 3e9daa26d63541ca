import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN, type GeneratorOptions } from "./generator-options";
import { passwordEntropyBits } from "./password-entropy";
import { buildPasswordPolicy, type PasswordPolicy, type PasswordPolicyOutcome } from "./password-policy";

export type StrongEnoughOutcome = PasswordPolicyOutcome | { kind: "bits_unreachable"; bitsMax: number; length: number };

/** The policy with the shortest length that gives at least `bits`, or why there is none. */
export function buildStrongEnoughPolicy(options: Omit<GeneratorOptions, "length">, bits: number): StrongEnoughOutcome {
  const longest = buildPasswordPolicy({ ...options, length: PASSWORD_LENGTH_MAX });
  if (longest.kind !== "policy") return longest;
  const { policy } = longest;
  const bitsMax = passwordEntropyBits(policy);
  if (bitsMax < bits) return { kind: "bits_unreachable", bitsMax, length: PASSWORD_LENGTH_MAX };

  // Each password is a prefix of a longer one, so the bits never decrease with the length, and a binary search works.
  let tooShort = Math.max(PASSWORD_LENGTH_MIN, minimumLength(policy)) - 1;
  let enough = PASSWORD_LENGTH_MAX;
  while (enough - tooShort > 1) {
    const length = (tooShort + enough) >> 1;
    if (passwordEntropyBits({ ...policy, length }) >= bits) enough = length;
    else tooShort = length;
  }
  return { kind: "policy", policy: { ...policy, length: enough } };
}

function minimumLength({ classes }: PasswordPolicy): number {
  return classes.reduce((sum, { minimum }) => sum + minimum, 0);
}
