import { compileRules } from "./generate-by-rules";

/** Under it a stolen list of hashes gives the password up to who has a few graphics cards and some weeks. */
export const WEAK_UNDER_BITS = 64;

/** The most that rules and pattern allow, and the length that it takes. */
export type Weakness = { bits: number; length: number };

/** How strong a password by these can be at best, where that is under 64 bits; null where they allow more. */
export function findWeakness({
  rules,
  pattern,
}: {
  rules?: string | undefined;
  pattern?: string | undefined;
}): Weakness | null {
  const compiled = compileRules({ rules, pattern, bits: WEAK_UNDER_BITS });
  if (compiled.ok || compiled.kind !== "bits-unreachable") return null;
  return { bits: compiled.bitsMax, length: compiled.length };
}

/** The same as a sentence; `whose` is "This site" or "These rules". */
export function weaknessInWords({ bits, length }: Weakness, whose: "This site allows" | "These rules allow"): string {
  // Rounded down: what the sentence offers can be had.
  const amount = `${Math.floor(bits)} bits at best, with ${length} character${length === 1 ? "" : "s"}`;
  return `${whose} ${amount}. Use two-factor there if you can.`;
}
