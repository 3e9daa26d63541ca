import type { ComponentProps, ReactNode } from "react";
import { FieldMessages, fieldMessageAttributes } from "./field-messages";
import { Check, Minus } from "./icons";
import { joinClasses } from "./join-classes";

/** The box alone, for a label or a table that says what it is for. */
export function CheckboxInput(input: Omit<ComponentProps<"input">, "type" | "className">) {
  return (
    <span className="relative flex size-5 shrink-0">
      <input
        {...input}
        type="checkbox"
        className="peer size-5 appearance-none rounded-sm border-[1.5px] border-control bg-panel transition-colors checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent hover:not-checked:not-indeterminate:border-text aria-invalid:border-danger forced-colors:appearance-auto"
      />
      <Check strokeWidth={3} className={joinClasses(markClasses, "peer-checked:block peer-indeterminate:hidden")} />
      <Minus strokeWidth={3} className={joinClasses(markClasses, "peer-indeterminate:block")} />
    </span>
  );
}

const markClasses = "pointer-events-none absolute inset-0.5 hidden size-4 text-accent-contrast forced-colors:hidden";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & {
  label: ReactNode;
  name: string;
  /** Shown at the end of the line, such as the characters of a character type. */
  detail?: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
};

export function Checkbox({ label, detail, hint, error, id, ...input }: CheckboxProps) {
  const fieldId = id ?? input.name;
  return (
    <div className="flex flex-col">
      <label htmlFor={fieldId} className="flex min-h-11 items-center gap-3 text-16">
        <CheckboxInput id={fieldId} {...input} {...fieldMessageAttributes({ fieldId, hint, error })} />
        <span>{label}</span>
        {detail !== undefined && <span className="ml-auto font-mono text-14 text-muted">{detail}</span>}
      </label>
      {(hint !== undefined || error !== undefined) && (
        <div className="flex flex-col gap-1 pl-8">
          <FieldMessages fieldId={fieldId} hint={hint} error={error} />
        </div>
      )}
    </div>
  );
}
