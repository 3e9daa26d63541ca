"use client";

import { X } from "lucide-react";
import { type ComponentProps, type ReactNode, type RefObject, useEffect, useRef } from "react";
import { Button } from "./button";
import { joinClasses } from "./join-classes";

type DialogProps = {
  id: string;
  title: string;
  dialog: RefObject<HTMLDialogElement | null>;
  onClose?: () => void;
  children: ReactNode;
};

/** Opens the dialog when it is mounted. */
export function useOpenDialog(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  return dialog;
}

/** A dialog with its title and a button to close it. */
export function Dialog({ id, title, dialog, onClose, children }: DialogProps) {
  return (
    <DialogFrame dialog={dialog} onClose={onClose} aria-labelledby={id} className="m-auto max-w-form">
      <div className="flex flex-col gap-4 p-6">
        <div className="-mt-2 -mr-3 flex items-center justify-between gap-4">
          <h2 id={id} className="text-20 font-semibold">
            {title}
          </h2>
          <Button
            appearance="quiet"
            aria-label="Close"
            icon={<X aria-hidden className="size-4" />}
            className="min-w-11 px-0"
            onClick={() => dialog.current?.close()}
          />
        </div>
        {children}
      </div>
    </DialogFrame>
  );
}

type DialogFrameProps = ComponentProps<"dialog"> & Pick<DialogProps, "dialog">;

/** The native modal dialog: it traps and restores focus, and closes on Escape and by a click beside it. */
export function DialogFrame({ dialog, className, children, ...attributes }: DialogFrameProps) {
  return (
    <dialog
      ref={dialog}
      onClick={(event) => {
        // The dialog itself is the target only outside its content, on the backdrop.
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
      {...attributes}
      className={joinClasses(
        "w-[calc(100%-2rem)] rounded-lg border border-border bg-panel text-text shadow-overlay backdrop:bg-black/40",
        className,
      )}
    >
      {children}
    </dialog>
  );
}
