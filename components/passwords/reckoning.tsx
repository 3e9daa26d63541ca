import type { ReactNode } from "react";

type ReckoningProps = {
  bits: number;
  /** What the number is made of, up to "make about": "20 characters out of 94". */
  children: ReactNode;
  /** What is counted, as in "passwords". */
  things: string;
};

/** How many there are and what that has to do with bits. */
export function Reckoning({ bits, things, children }: ReckoningProps) {
  const exponent = Math.floor(bits * Math.log10(2));
  const leading = Math.floor(10 ** (bits * Math.log10(2) - exponent));
  return (
    <p>
      {children} make about {leading} × 10
      <sup>{exponent}</sup> {things}, and each is equally likely. Entropy is the base-2 logarithm of that number:{" "}
      {bits.toFixed(1)} bits. This assumes that the attacker knows your settings.
    </p>
  );
}
