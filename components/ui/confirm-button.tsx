"use client";

import { type ReactNode, useEffect, useRef } from "react";
import type { ActionState } from "@/lib/action-state";
import { Button } from "./button";

type ConfirmButtonProps = {
  /** Unique on the page. */
  id: string;
  label: string;
  className?: string;
  /** The question. */
  title: string;
  /** What happens. */
  effect: ReactNode;
  /** The outcome of the action; the question closes when it arrives. */
  state: ActionState;
  /** The form whose button starts the action. */
  children: ReactNode;
};

/** A button that asks before it acts. The browser opens and closes the question, so it works without JavaScript. */
export function ConfirmButton({ id, label, className, title, effect, state, children }: ConfirmButtonProps) {
  const question = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.status !== "idle" && question.current?.matches(":popover-open") === true) question.current.hidePopover();
  }, [state]);
  return (
    <>
      <Button popoverTarget={id} aria-haspopup="dialog" className={className}>
        {label}
      </Button>
      <div
        ref={question}
        id={id}
        popover="auto"
        role="dialog"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-effect`}
        className="m-auto w-[calc(100%-2rem)] max-w-form rounded-lg border border-border bg-panel p-6 text-text shadow-overlay backdrop:bg-black/40"
      >
        <h2 id={`${id}-title`} className="text-16 font-semibold">
          {title}
        </h2>
        <p id={`${id}-effect`} className="mt-2 text-14 text-muted">
          {effect}
        </p>
        <div className="mt-4 flex flex-wrap justify-end gap-2">
          <Button popoverTarget={id} popoverTargetAction="hide">
            Cancel
          </Button>
          {children}
        </div>
      </div>
    </>
  );
}
