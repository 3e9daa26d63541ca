import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "@/lib/domain/passwords/generator-options";
import { AmountOrStrength } from "./amount-or-strength";
import type { SettingsControlProps } from "./settings-control-props";

type LengthControlProps = SettingsControlProps & {
  /** What the strength came to; null while nothing does. */
  length: number | null;
};

/** How long, said by the length itself or by the strength that it has to reach. */
export function LengthControl({ draft, errors, change, length }: LengthControlProps) {
  const byBits = draft.by === "bits";
  return (
    <AmountOrStrength
      byBits={byBits}
      onSwitch={() => change({ by: byBits ? "length" : "bits" })}
      amountName="length"
      amount={{
        name: "length",
        label: "Length",
        min: PASSWORD_LENGTH_MIN,
        max: PASSWORD_LENGTH_MAX,
        value: draft.length,
        error: errors.length,
        onValueChange: (value) => change({ length: value }),
      }}
      strength={{
        value: draft.bits,
        hint: length === null ? undefined : `${length} characters reach this strength.`,
        error: errors.bits,
        onValueChange: (value) => change({ bits: value }),
      }}
    />
  );
}
