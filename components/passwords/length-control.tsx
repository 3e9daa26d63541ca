import { Button } from "@/components/ui/button";
import { SliderField } from "@/components/ui/slider-field";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "@/lib/domain/passwords/generator-options";
import type { SettingsControlProps } from "./settings-control-props";
import { STRENGTH_BITS_MAX, STRENGTH_BITS_MIN } from "./strength-target";

type LengthControlProps = SettingsControlProps & {
  /** What the strength came to; null while nothing does. */
  length: number | null;
};

/** How long, said by the length itself or by the strength that it has to reach. */
export function LengthControl({ draft, errors, change, length }: LengthControlProps) {
  const byBits = draft.by === "bits";
  return (
    <div className="relative">
      <Button
        appearance="quiet"
        className="absolute -top-3 -right-4 noscript:hidden"
        onClick={() => change({ by: byBits ? "length" : "bits" })}
      >
        {byBits ? "Set the length instead" : "Set a strength instead"}
      </Button>
      {byBits ? (
        <SliderField
          name="bits"
          label="Bits, at least"
          min={STRENGTH_BITS_MIN}
          max={STRENGTH_BITS_MAX}
          value={draft.bits}
          hint={length === null ? undefined : `The shortest that reaches it: ${length} characters.`}
          error={errors.bits}
          onValueChange={(value) => change({ bits: value })}
        />
      ) : (
        <SliderField
          name="length"
          label="Length"
          min={PASSWORD_LENGTH_MIN}
          max={PASSWORD_LENGTH_MAX}
          value={draft.length}
          error={errors.length}
          onValueChange={(value) => change({ length: value })}
        />
      )}
    </div>
  );
}
