import type { ComponentProps, ReactNode } from "react";
import { FieldMessages, fieldMessageAttributes } from "./field-messages";
import { joinClasses } from "./join-classes";

export type TextFieldProps = ComponentProps<"input"> & {
  label: ReactNode;
  name: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** After the error, such as a link to what it is about. */
  remedy?: ReactNode;
  /** Shown on the same line, such as a slider for the same value. */
  beside?: ReactNode;
};

export function TextField({ label, hint, error, remedy, beside, className, id, ...input }: TextFieldProps) {
  const fieldId = id ?? input.name;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={fieldId} className="text-14 font-medium">
        {label}
      </label>
      <div className="flex items-center gap-4">
        <input
          id={fieldId}
          {...input}
          {...fieldMessageAttributes({ fieldId, hint, error })}
          className={joinClasses(
            "min-h-11 min-w-0 rounded-md border border-control bg-panel px-3 text-16 transition-colors not-disabled:hover:border-text disabled:opacity-50 aria-invalid:border-danger",
            className ?? "w-full",
          )}
        />
        {beside}
      </div>
      <FieldMessages fieldId={fieldId} hint={hint} error={error} remedy={remedy} />
    </div>
  );
}
