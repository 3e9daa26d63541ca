"use client";

import { type ReactNode, useId } from "react";
import { Button, type ButtonAppearance } from "./button";

type ConfirmButtonProps = {
  label: ReactNode;
  /** While the form in the question, which is closed by then, is being sent. The button can't be pressed again. */
  pendingLabel?: string | false;
  appearance?: ButtonAppearance;
  className?: string;
  /** The question. */
  title: string;
  /** What happens. */
  effect?: ReactNode;
  /** The form whose button acts, and links to other ways. */
  children: ReactNode;
};

/** A button that asks before it acts. The browser opens and closes the question, so it works without JavaScript. */
export function ConfirmButton({
  label,
  pendingLabel = false,
  appearance,
  className,
  title,
  effect,
  children,
}: ConfirmButtonProps) {
  const id = useId();
  const titleId = useId();
  const effectId = useId();
  return (
    <>
      <Button
        popoverTarget={pendingLabel === false ? id : undefined}
        aria-haspopup="dialog"
        aria-disabled={pendingLabel !== false || undefined}
        appearance={appearance}
        className={className}
      >
        {pendingLabel === false ? label : <span role="status">{pendingLabel}</span>}
      </Button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-labelledby={titleId}
        aria-describedby={effect === undefined ? undefined : effectId}
        // The outcome is shown on the page behind it. A form that isn't sent stays open.
        onSubmit={(event) => {
          if (!event.defaultPrevented) event.currentTarget.hidePopover();
        }}
        className="m-auto w-[calc(100%-2rem)] max-w-form rounded-lg border border-border bg-panel p-6 text-text shadow-overlay backdrop:bg-black/40"
      >
        <h2 id={titleId} className="text-20 font-semibold wrap-anywhere">
          {title}
        </h2>
        {effect !== undefined && (
          <div id={effectId} className="mt-2 flex flex-col gap-2 text-muted">
            {effect}
          </div>
        )}
        <div className="mt-4 flex flex-col gap-2 [&>form]:flex [&>form]:flex-col">
          {children}
          <Button appearance="quiet" popoverTarget={id} popoverTargetAction="hide">
            Cancel
          </Button>
        </div>
      </div>
    </>
  );
}
