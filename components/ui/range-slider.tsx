"use client";

import { useEffect, useRef } from "react";
import { joinClasses } from "./join-classes";

type RangeSliderProps = {
  id: string;
  label: string;
  min: number;
  max: number;
  value: number;
  onValueChange: (value: number) => void;
  className?: string;
};

export function RangeSlider({ id, label, min, max, value, onValueChange, className }: RangeSliderProps) {
  const slider = useRef<HTMLInputElement>(null);

  // The content security policy blocks style attributes in markup, but not changes through the style object.
  useEffect(() => {
    slider.current?.style.setProperty("--fill", `${((value - min) / (max - min)) * 100}%`);
  }, [value, min, max]);

  return (
    <input
      ref={slider}
      id={id}
      type="range"
      aria-label={label}
      min={min}
      max={max}
      value={value}
      onChange={(event) => onValueChange(event.target.valueAsNumber)}
      className={joinClasses("range-slider", className)}
    />
  );
}
