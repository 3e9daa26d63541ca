"use client";

import type { KeyboardEvent } from "react";
import { joinClasses } from "./join-classes";
import { TextField, type TextFieldProps } from "./text-field";

type NumberFieldProps = Omit<TextFieldProps, "type" | "value" | "onChange"> & {
  /** The raw text, so that a partial or invalid number can stay while the user edits it. */
  value: string;
  min: number;
  max: number;
  onValueChange: (value: string) => void;
};

const PAGE_STEP = 10;

/** An integer field: arrow keys step by 1, Page Up and Page Down by 10. */
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
