import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "@/lib/domain/passwords/generator-options";
import { AmountOrStrength, keptBits } from "./amount-or-strength";
import type { SettingsControlProps } from "./settings-control-props";

type LengthControlProps = SettingsControlProps & {
  /** The length that reaches the strength; null if the settings are invalid. */
  length: number | null;
  /** The strength of the current settings; null if they are invalid. */
  bits: number | null;
};

/** Sets the length directly, or as the shortest length that reaches a strength. */
export function LengthControl({ draft, errors, change, length, bits }: LengthControlProps) {
  const byBits = draft.by === "bits";
  return (
    <AmountOrStrength
      byBits={byBits}
      onSwitch={() =>
        change(byBits ? { by: "length", length: String(length ?? draft.length) } : { by: "bits", ...keptBits(bits) })
      }
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
