import type { ReactNode } from "react";

type EntropyExplanationProps = {
  bits: number;
  /** The parts of the calculation, such as the number of characters and the size of the set. */
  children: ReactNode;
  /** The counted results, such as "passwords". */
  plural: string;
};

/** Explains the number of possible results and the bits. */
export function EntropyExplanation({ bits, plural, children }: EntropyExplanationProps) {
  const exponent = Math.floor(bits * Math.log10(2));
  const leading = Math.floor(10 ** (bits * Math.log10(2) - exponent));
  return (
    <p>
      {children} make about {leading} × 10
      <sup>{exponent}</sup> {plural}, and each is equally likely. Entropy is the base-2 logarithm of that number:{" "}
      {bits.toFixed(1)} bits. This assumes that the attacker knows your settings.
    </p>
  );
}
