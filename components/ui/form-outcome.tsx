"use client";

import { type ReactNode, useEffect, useRef } from "react";
import type { ActionState } from "@/lib/action-state";
import { Alert } from "./alert";
import { withCurlyApostrophes } from "./as-sentence";

type FormOutcomeProps = {
  state: ActionState;
  /** A way back, shown when it is done. */
  children?: ReactNode;
};

/** The result of a form without fields. It takes the focus, because the pressed button may be gone. */
export function FormOutcome({ state, children }: FormOutcomeProps) {
  const frame = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (state.status !== "idle") frame.current?.focus();
  }, [state]);

  if (state.status === "idle" || state.message === undefined) return null;
  return (
    <div ref={frame} tabIndex={-1} autoFocus className="scroll-mt-24 rounded-md">
      <Alert tone={state.status === "done" ? "ok" : "danger"} action={state.status === "done" && children}>
        {withCurlyApostrophes(state.message)}
      </Alert>
    </div>
  );
}
