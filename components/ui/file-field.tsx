"use client";

import { FileUp } from "lucide-react";
import { type ComponentProps, type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import { FieldMessages, fieldMessageAttributes } from "./field-messages";
import { formatBytes } from "./format-bytes";

type FileFieldProps = Omit<ComponentProps<"input">, "type" | "ref" | "multiple"> & {
  label: ReactNode;
  name: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Called with the file's name when one is chosen, and once the script runs, because a file may have been chosen before. */
  onFile?: (name: string | null) => void;
};

type ChosenFile = { name: string; size: number };

/**
 * A file input. The real one lies invisibly over its area, so the browser itself handles keys, clicks and files that
 * are dropped there. Without JavaScript it is shown, because only it can name the chosen file.
 */
export function FileField({ label, hint, error, id, onChange, onFile, ...input }: FileFieldProps) {
  const fieldId = id ?? input.name;
  const field = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const [isOver, setIsOver] = useState(false);
  const show = (file: ChosenFile | null): void => {
    setChosen(file);
    onFile?.(file?.name ?? null);
  };
  // A file that was chosen before the script ran, or that the browser restored.
  const showFirst = useEffectEvent(() => show(fileIn(field.current)));
  useEffect(() => showFirst(), []);
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={fieldId} className="text-14 font-medium">
        {label}
      </label>
      <div
        data-over={isOver || undefined}
        className="relative rounded-md border border-dashed border-control bg-panel text-14 transition-colors focus-within:border-solid hover:border-text has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent has-aria-invalid:border-danger data-over:border-accent data-over:bg-accent-soft noscript:border-solid"
      >
        <div aria-hidden className="flex min-h-16 items-center gap-3 px-4 py-3 noscript:hidden">
          <FileUp className="size-5 shrink-0 text-muted" />
          {chosen === null ? (
            <span className="min-w-0 grow text-muted">
              <span className="font-medium text-accent underline underline-offset-4">Choose a file</span>
              <span className="no-hover:hidden"> or drop it here</span>
            </span>
          ) : (
            <>
              <span className="min-w-0 grow">
                <span className="block font-medium wrap-anywhere">{chosen.name}</span>
                <span className="block text-muted">{formatBytes(chosen.size)}</span>
              </span>
              <span className="font-medium text-accent underline underline-offset-4">Change</span>
            </>
          )}
        </div>
        <input
          id={fieldId}
          {...input}
          {...fieldMessageAttributes({ fieldId, hint, error })}
          ref={field}
          type="file"
          onChange={(event) => {
            show(fileIn(event.currentTarget));
            onChange?.(event);
          }}
          onDragEnter={() => setIsOver(true)}
          onDragLeave={() => setIsOver(false)}
          onDrop={() => setIsOver(false)}
          className="absolute inset-0 size-full cursor-pointer opacity-0 noscript:static noscript:min-h-11 noscript:p-1 noscript:text-muted noscript:opacity-100 noscript:file:mr-3 noscript:file:min-h-9 noscript:file:rounded-sm noscript:file:border-0 noscript:file:bg-sunken noscript:file:px-3 noscript:file:text-14 noscript:file:font-medium noscript:file:text-text"
        />
      </div>
      <FieldMessages fieldId={fieldId} hint={hint} error={error} />
    </div>
  );
}

function fileIn(input: HTMLInputElement | null): ChosenFile | null {
  const file = input?.files?.[0];
  return file === undefined ? null : { name: file.name, size: file.size };
}
