import type { ReactNode } from "react";
import { asSentence } from "./as-sentence";
import { CircleAlert } from "./icons";

type FieldMessagesProps = { fieldId: string; hint?: ReactNode; error?: string | undefined; remedy?: ReactNode };

/** The hint under a field, or the error in its place: both mostly say the same. */
export function FieldMessages({ fieldId, hint, error, remedy }: FieldMessagesProps) {
  return (
    <>
      {hint !== undefined && error === undefined && (
        <p id={hintId(fieldId)} className="text-14 text-muted">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={errorId(fieldId)} className="flex gap-2 text-14 text-danger">
          <CircleAlert className="mt-0.5 size-4 shrink-0" />
          <span>
            {asSentence(error)} {remedy}
          </span>
        </p>
      )}
    </>
  );
}

/** Links a field to the messages under it. */
export function fieldMessageAttributes({ fieldId, hint, error }: FieldMessagesProps): {
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
} {
  if (error !== undefined) return { "aria-describedby": errorId(fieldId), "aria-invalid": true };
  return { "aria-describedby": hint === undefined ? undefined : hintId(fieldId), "aria-invalid": undefined };
}

function hintId(fieldId: string): string {
  return `${fieldId}-hint`;
}

function errorId(fieldId: string): string {
  return `${fieldId}-error`;
}
