import type { ComponentProps, ReactNode } from "react";
import { FieldMessages, fieldMessageAttributes } from "./field-messages";

type FileFieldProps = Omit<ComponentProps<"input">, "type"> & {
  label: ReactNode;
  name: string;
  hint?: ReactNode;
  error?: string | undefined;
};

export function FileField({ label, hint, error, id, ...input }: FileFieldProps) {
  const fieldId = id ?? input.name;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={fieldId} className="text-14 font-medium">
        {label}
      </label>
      <input
        id={fieldId}
        {...input}
        {...fieldMessageAttributes({ fieldId, hint, error })}
        type="file"
        className="min-h-11 w-full min-w-0 rounded-md border border-control bg-panel p-1 text-14 text-muted transition-colors file:mr-3 file:min-h-9 file:rounded-sm file:border-0 file:bg-sunken file:px-3 file:text-14 file:font-medium file:text-text hover:border-text aria-invalid:border-danger"
      />
      <FieldMessages fieldId={fieldId} hint={hint} error={error} />
    </div>
  );
}
