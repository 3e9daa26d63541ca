import type { ComponentProps, ReactNode } from "react";
import { FieldMessages, fieldMessageAttributes } from "./field-messages";
import { joinClasses } from "./join-classes";

type TextAreaProps = ComponentProps<"textarea"> & {
  label: ReactNode;
  name: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** As high as its text, from two lines on. */
  grows?: boolean;
};

export function TextArea({ label, hint, error, id, grows = false, ...area }: TextAreaProps) {
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
        className={joinClasses(
          "w-full min-w-0 rounded-md border border-control bg-panel px-3 py-2 font-mono text-16 transition-colors hover:border-text aria-invalid:border-danger",
          grows && "field-sizing-content min-h-[4.25rem]",
        )}
      />
      <FieldMessages fieldId={fieldId} hint={hint} error={error} />
    </div>
  );
}
