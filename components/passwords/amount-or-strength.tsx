import { Button } from "@/components/ui/button";
import { SliderField, type SliderFieldProps } from "@/components/ui/slider-field";
import { STRENGTH_BITS_MAX, STRENGTH_BITS_MIN } from "@/lib/domain/passwords/generator-options";

type AmountOrStrengthProps = {
  /** Whether the user sets the strength instead of the amount. */
  byBits: boolean;
  onSwitch: () => void;
  /** The name of the amount on the button that switches back. */
  amountName: string;
  amount: SliderFieldProps;
  strength: Pick<SliderFieldProps, "value" | "hint" | "error" | "onValueChange">;
};

/** The form's strength that keeps that of the current result; null leaves the field as it is. */
export function keptBits(bits: number | null): { bits?: string } {
  if (bits === null) return {};
  return { bits: String(Math.min(STRENGTH_BITS_MAX, Math.max(STRENGTH_BITS_MIN, Math.floor(bits)))) };
}

/** Sets the amount directly, or as the smallest amount that reaches a strength. */
export function AmountOrStrength({ byBits, onSwitch, amountName, amount, strength }: AmountOrStrengthProps) {
  return (
    <div className="relative">
      <Button appearance="quiet" className="absolute -top-3 -right-4 noscript:hidden" onClick={onSwitch}>
        {byBits ? `Set ${amountName} instead` : "Set strength instead"}
      </Button>
      {byBits ? (
        <SliderField name="bits" label="Minimum bits" min={STRENGTH_BITS_MIN} max={STRENGTH_BITS_MAX} {...strength} />
      ) : (
        <SliderField {...amount} />
      )}
    </div>
  );
}
