"use client";

import { type ReactNode, useId } from "react";
import { Button } from "./button";

type ConfirmationPopoverProps = {
  /** The question. */
  title: string;
  /** The label of the button that asks. */
  trigger: ReactNode;
  /** What happens, and the buttons that do it. */
  children: ReactNode;
};

/** A button that asks before it does something. It opens and closes without JavaScript too. */
export function ConfirmationPopover({ title, trigger, children }: ConfirmationPopoverProps) {
  const id = useId();
  const titleId = useId();
  return (
    <div>
      <Button popoverTarget={id} aria-haspopup="dialog">
        {trigger}
      </Button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-labelledby={titleId}
        // A refusal is shown on the page behind it.
        onSubmit={(event) => event.currentTarget.hidePopover()}
        className="m-auto w-[calc(100%-2rem)] max-w-form rounded-lg border border-border bg-panel p-6 text-text shadow-overlay backdrop:bg-black/40"
      >
        <div className="flex flex-col gap-4">
          <h2 id={titleId} className="text-20 font-semibold">
            {title}
          </h2>
          {children}
          <Button appearance="quiet" popoverTarget={id} popoverTargetAction="hide">
            Cancel
          </Button>
        </div>
      </div>
    </div>
  );
}
