"use client";

import type { ComponentProps, ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button";
import { joinClasses } from "./join-classes";

type SubmitButtonProps = Omit<ComponentProps<typeof Button>, "type" | "children"> & {
  children: ReactNode;
  /** What it says while the form is on its way: "Logging in…". */
  pendingLabel: ReactNode;
  /** For a form that is sent by a handler of its own, which React does not watch. */
  pending?: boolean;
};

/** It stays in the tab order while the form is on its way, so that the focus is not lost; another press does nothing. */
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
      {/* Both labels share one cell, so that the button keeps its width. */}
      <span className="grid justify-items-center">
        <span className={joinClasses("col-start-1 row-start-1", busy && "invisible")}>{children}</span>
        <span className={joinClasses("col-start-1 row-start-1", !busy && "invisible")}>{pendingLabel}</span>
      </span>
    </Button>
  );
}
