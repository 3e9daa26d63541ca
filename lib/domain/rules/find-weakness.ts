import { compileRules, WHOLE_WORK } from "./generate-by-rules";

/** Below this, an attacker with a stolen list of hashes and a few graphics cards finds the password in weeks. */
export const WEAK_UNDER_BITS = 64;

/** The highest strength that rules and pattern allow, and the length that gives it. */
export type Weakness = { bits: number; length: number };

/** The highest strength that these allow if it is below 64 bits; null if they allow more. */
export function findWeakness(
  { rules, pattern }: { rules?: string | undefined; pattern?: string | undefined },
  limit = WHOLE_WORK,
): Weakness | null {
  const compiled = compileRules({ rules, pattern, bits: WEAK_UNDER_BITS }, limit);
  if (compiled.ok || compiled.kind !== "bits-unreachable") return null;
  return { bits: compiled.bitsMax, length: compiled.length };
}

/** The same as a sentence. */
export function weaknessInWords(
  { bits }: Pick<Weakness, "bits">,
  whose: "This site allows" | "The site’s rules allow" | "These rules allow",
): string {
  // Rounded like the strength that is shown beside it.
  return `${whose} no more than ${bits.toFixed(1)} bits. Use two-factor there if you can.`;
}
