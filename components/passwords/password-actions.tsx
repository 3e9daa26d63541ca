"use client";

import type { Ref } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Eye, EyeOff, Keyboard, RefreshCw } from "@/components/ui/icons";

type PasswordActionsProps = {
  noun: string;
  password: string | null;
  passwordId: string;
  hidden: boolean;
  singleKeys: boolean;
  copyButton: Ref<HTMLButtonElement>;
  onCopied: (text: string) => void;
  onMakeAnother: () => void;
  onHiddenChange: (hidden: boolean) => void;
  onShowKeys: () => void;
};

/** The buttons for the password; without JavaScript only the one that the server supports. */
export function PasswordActions({
  noun,
  password,
  passwordId,
  hidden,
  singleKeys,
  copyButton,
  onCopied,
  onMakeAnother,
  onHiddenChange,
  onShowKeys,
}: PasswordActionsProps) {
  return (
    <>
      <div className="flex w-full flex-wrap gap-2 sm:w-auto noscript:hidden">
        <span data-palette-action={`Copy ${noun}`} className="grid basis-full sm:basis-auto">
          <CopyButton
            ref={copyButton}
            text={password}
            what={noun}
            onCopied={onCopied}
            appearance="primary"
            shortcut={singleKeys ? "C" : undefined}
          />
        </span>
        <Button
          icon={<RefreshCw className="size-4 shrink-0" />}
          shortcut={singleKeys ? "R" : undefined}
          data-palette-action={`New ${noun}`}
          disabled={password === null}
          className="grow sm:grow-0"
          onClick={onMakeAnother}
        >
          New {noun}
        </Button>
        <Button
          icon={hidden ? <Eye className="size-4" /> : <EyeOff className="size-4" />}
          aria-controls={passwordId}
          className="grow sm:grow-0"
          onClick={() => onHiddenChange(!hidden)}
        >
          {hidden ? "Show" : "Hide"}
          <span className="sr-only"> {noun}</span>
        </Button>
        <Button
          appearance="quiet"
          icon={<Keyboard className="size-4" />}
          shortcut={singleKeys ? "?" : undefined}
          className="max-sm:hidden no-hover:hidden"
          onClick={onShowKeys}
        >
          Keys
        </Button>
      </div>
      <div className="hidden noscript:block">
        <Button type="submit" appearance="primary">
          Generate {noun}
        </Button>
      </div>
    </>
  );
}
