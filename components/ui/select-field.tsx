import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { FieldMessages, fieldMessageAttributes } from "./field-messages";

type SelectFieldProps = Omit<ComponentProps<"select">, "onChange"> & {
  label: string;
  name: string;
  options: readonly { value: string; label: string }[];
  hint?: string | undefined;
  error?: string | undefined;
  onValueChange: (value: string) => void;
};

/** One of a few, by the browser's own list, which every device shows in its own best way. */
export function SelectField({ label, options, hint, error, id, onValueChange, ...select }: SelectFieldProps) {
  const fieldId = id ?? select.name;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={fieldId} className="text-14 font-medium">
        {label}
      </label>
      <div className="relative">
        <select
          id={fieldId}
          {...select}
          {...fieldMessageAttributes({ fieldId, hint, error })}
          onChange={(event) => onValueChange(event.target.value)}
          className="min-h-11 w-full min-w-0 appearance-none rounded-md border border-control bg-panel pr-9 pl-3 text-16 transition-colors hover:border-text aria-invalid:border-danger"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute top-3.5 right-3 size-4 text-muted" />
      </div>
      <FieldMessages fieldId={fieldId} hint={hint} error={error} />
    </div>
  );
}
