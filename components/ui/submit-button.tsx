"use client";

import type { ComponentProps, ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button";
import { joinClasses } from "./join-classes";

type SubmitButtonProps = Omit<ComponentProps<typeof Button>, "type" | "children"> & {
  children: ReactNode;
  /** The label while the form is being sent, such as "Logging in…". */
  pendingLabel: ReactNode;
  /** For a form with its own submit handler, which `useFormStatus` doesn't track. */
  pending?: boolean;
};

/** While the form is being sent, the button stays focusable and ignores clicks. */
export function SubmitButton({
  children,
  pendingLabel,
  pending = false,
  appearance = "primary",
  ...button
}: SubmitButtonProps) {
  const status = useFormStatus();
  const busy = pending || status.pending;
  return (
    <Button
      {...button}
      type="submit"
      appearance={appearance}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
      }}
    >
      {/* Both labels share one grid cell, so the button keeps its width. */}
      <span className="grid justify-items-center">
        <span className={joinClasses("col-start-1 row-start-1", busy && "invisible")}>{children}</span>
        <span className={joinClasses("col-start-1 row-start-1", !busy && "invisible")}>{pendingLabel}</span>
      </span>
    </Button>
  );
}
