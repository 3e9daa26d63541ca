import type { ReactNode } from "react";
import { NumberField } from "./number-field";
import { RangeSlider } from "./range-slider";

export type SliderFieldProps = {
  name: string;
  label: string;
  min: number;
  max: number;
  /** The raw text; see `NumberField`. */
  value: string;
  hint?: ReactNode;
  error?: string | undefined;
  onValueChange: (value: string) => void;
};

/** A number field and a slider for the same value. */
export function SliderField({ name, label, min, max, value, hint, error, onValueChange }: SliderFieldProps) {
  return (
    <NumberField
      name={name}
      label={label}
      min={min}
      max={max}
      required
      value={value}
      hint={hint}
      error={error}
      className="w-18 shrink-0"
      onValueChange={onValueChange}
      beside={
        <RangeSlider
          id={`${name}-slider`}
          label={label}
          min={min}
          max={max}
          value={Math.min(max, Math.max(min, Number(value) || min))}
          onValueChange={(number) => onValueChange(String(number))}
          className="noscript:hidden"
        />
      }
    />
  );
}
