import { Button } from "@/components/ui/button";
import { SliderField, type SliderFieldProps } from "@/components/ui/slider-field";
import { STRENGTH_BITS_MAX, STRENGTH_BITS_MIN } from "@/lib/domain/passwords/generator-options";

type AmountOrStrengthProps = {
  /** Which of the two is set now. */
  byBits: boolean;
  onSwitch: () => void;
  /** What the button that leads back calls the amount. */
  amountName: string;
  amount: SliderFieldProps;
  strength: Pick<SliderFieldProps, "value" | "hint" | "error" | "onValueChange">;
};

/** How much, said by the amount itself or by the strength that it has to reach. */
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
