import { NumberField } from "@/components/ui/number-field";
import { RangeSlider } from "@/components/ui/range-slider";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "@/lib/domain/passwords/generator-options";
import type { SettingsControlProps } from "./settings-control-props";

export function LengthControl({ draft, errors, change }: SettingsControlProps) {
  const length = Number(draft.length);
  return (
    <NumberField
      name="length"
      label="Length"
      min={PASSWORD_LENGTH_MIN}
      max={PASSWORD_LENGTH_MAX}
      required
      value={draft.length}
      error={errors.length}
      className="w-20"
      onValueChange={(value) => change({ length: value })}
      beside={
        <RangeSlider
          id="length-slider"
          label="Length"
          min={PASSWORD_LENGTH_MIN}
          max={PASSWORD_LENGTH_MAX}
          value={Math.min(PASSWORD_LENGTH_MAX, Math.max(PASSWORD_LENGTH_MIN, length || PASSWORD_LENGTH_MIN))}
          onValueChange={(value) => change({ length: String(value) })}
          className="noscript:hidden"
        />
      }
    />
  );
}
