"use client";

import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldMessages } from "@/components/ui/field-messages";
import { characterClasses, type UseField } from "./character-classes";
import type { SettingsControlProps } from "./settings-control-props";

const GROUP_ID = "character-classes";

export function CharacterClassControls({ draft, errors, change }: SettingsControlProps) {
  const [kept, setKept] = useState<UseField | null>(null);

  function tick(field: UseField, checked: boolean): void {
    const isLast = !checked && characterClasses.every(({ useField }) => useField === field || !draft[useField]);
    setKept(isLast ? field : null);
    if (!isLast) change({ [field]: checked });
  }

  const keptLabel = characterClasses.find(({ useField }) => useField === kept)?.label;
  return (
    <fieldset className="flex min-w-0 flex-col" aria-describedby={errors.classes && `${GROUP_ID}-error`}>
      <legend className="text-14 font-medium">Characters</legend>
      <div className="grid gap-x-8 sm:grid-cols-2">
        {characterClasses.map(({ useField, label, sample }) => (
          <Checkbox
            key={useField}
            name={useField}
            value="true"
            label={label}
            detail={sample}
            checked={draft[useField]}
            onChange={(event) => tick(useField, event.target.checked)}
          />
        ))}
      </div>
      <FieldMessages fieldId={GROUP_ID} error={errors.classes} />
      <p role="status" className="text-14 text-muted">
        {keptLabel !== undefined &&
          `${keptLabel} stays selected, because a password needs at least one type. Select another one first.`}
      </p>
    </fieldset>
  );
}
