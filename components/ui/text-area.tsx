import type { ComponentProps, ReactNode } from "react";
import { FieldMessages, fieldMessageAttributes } from "./field-messages";

type TextAreaProps = ComponentProps<"textarea"> & {
  label: ReactNode;
  name: string;
  hint?: ReactNode;
  error?: string | undefined;
};

export function TextArea({ label, hint, error, id, ...area }: TextAreaProps) {
  const fieldId = id ?? area.name;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={fieldId} className="text-14 font-medium">
        {label}
      </label>
      <textarea
        id={fieldId}
        {...area}
        {...fieldMessageAttributes({ fieldId, hint, error })}
        className="w-full min-w-0 rounded-md border border-control bg-panel px-3 py-2 font-mono text-16 transition-colors hover:border-text aria-invalid:border-danger"
      />
      <FieldMessages fieldId={fieldId} hint={hint} error={error} />
    </div>
  );
}
