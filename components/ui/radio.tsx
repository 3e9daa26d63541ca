import type { ComponentProps, ReactNode } from "react";

type RadioProps = Omit<ComponentProps<"input">, "type"> & {
  label: ReactNode;
  name: string;
  value: string;
  hint?: string;
};

export function Radio({ label, hint, ...input }: RadioProps) {
  const id = `${input.name}-${input.value}`;
  return (
    <div className="flex flex-col">
      <label htmlFor={id} className="flex min-h-11 cursor-pointer items-center gap-3 text-16">
        <input
          id={id}
          {...input}
          type="radio"
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          className="size-5 shrink-0 appearance-none rounded-full border-[1.5px] border-control bg-panel transition-colors checked:border-[6px] checked:border-accent hover:not-checked:border-text forced-colors:appearance-auto"
        />
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="pb-1 pl-8 text-14 text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
