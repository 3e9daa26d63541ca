import { ChevronDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { FieldMessages, fieldMessageAttributes } from "./field-messages";

type SelectFieldProps = Omit<ComponentProps<"select">, "onChange"> & {
  label: ReactNode;
  /** Where the first option says it. */
  hidesLabel?: boolean;
  name: string;
  options: readonly { value: string; label: string }[];
  hint?: ReactNode;
  error?: string | undefined;
  onValueChange?: (value: string) => void;
};

export function SelectField({
  label,
  hidesLabel = false,
  options,
  hint,
  error,
  id,
  onValueChange,
  ...select
}: SelectFieldProps) {
  const fieldId = id ?? select.name;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={fieldId} className={hidesLabel ? "sr-only" : "text-14 font-medium"}>
        {label}
      </label>
      <div className="relative flex items-center">
        <select
          id={fieldId}
          {...select}
          {...fieldMessageAttributes({ fieldId, hint, error })}
          {...(onValueChange !== undefined && { onChange: (event) => onValueChange(event.target.value) })}
          className="min-h-11 w-full min-w-0 appearance-none truncate rounded-md border border-control bg-panel pr-9 pl-3 text-16 transition-colors not-disabled:hover:border-text disabled:opacity-50 aria-invalid:border-danger sm:text-14"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute right-3 size-4 text-muted" />
      </div>
      <FieldMessages fieldId={fieldId} hint={hint} error={error} />
    </div>
  );
}
