"use client";

import type { KeyboardEvent } from "react";
import { joinClasses } from "./join-classes";
import { TextField, type TextFieldProps } from "./text-field";

type NumberFieldProps = Omit<TextFieldProps, "type" | "value" | "onChange"> & {
  /** As typed, so that a half-typed or wrong number can stand there while it is being mended. */
  value: string;
  min: number;
  max: number;
  onValueChange: (value: string) => void;
};

const PAGE_STEP = 10;

/** A whole number; the arrows step by one, Page Up and Page Down by ten. */
export function NumberField({ value, min, max, onValueChange, className, ...field }: NumberFieldProps) {
  function stepByPage(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key !== "PageUp" && event.key !== "PageDown") return;
    event.preventDefault();
    const step = event.key === "PageUp" ? PAGE_STEP : -PAGE_STEP;
    onValueChange(String(Math.min(max, Math.max(min, (Number(value) || 0) + step))));
  }

  return (
    <TextField
      {...field}
      type="number"
      inputMode="numeric"
      step={1}
      min={min}
      max={max}
      value={value}
      onChange={(event) => onValueChange(event.target.value)}
      onKeyDown={stepByPage}
      className={joinClasses("font-mono", className ?? "w-full")}
    />
  );
}
