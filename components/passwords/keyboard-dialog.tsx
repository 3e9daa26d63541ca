"use client";

import type { RefObject } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { KeyboardKey } from "@/components/ui/keyboard-key";
import { generatorTabs } from "./generator-mode";

type KeyboardDialogProps = {
  dialog: RefObject<HTMLDialogElement | null>;
  enabled: boolean;
  onEnabledChange: (enabled: boolean) => void;
};

const keys = [
  { key: "C", does: "Copy the password" },
  { key: "R", does: "Make a new password" },
  { key: `1–${generatorTabs.length}`, does: generatorTabs.map(({ label }) => label).join(", ") },
  { key: "?", does: "Show this list" },
];

export function KeyboardDialog({ dialog, enabled, onEnabledChange }: KeyboardDialogProps) {
  return (
    <Dialog id="keyboard-title" title="Keyboard" dialog={dialog}>
      <dl className="flex flex-col gap-2">
        {keys.map(({ key, does }) => (
          <div key={key} className="flex items-center gap-3">
            <dt>
              <KeyboardKey>{key}</KeyboardKey>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Checkbox
        name="single-keys"
        label="Use single keys"
        hint="They never act while you type in a field."
        checked={enabled}
        onChange={(event) => onEnabledChange(event.target.checked)}
      />
    </Dialog>
  );
}
