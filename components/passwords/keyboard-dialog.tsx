"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, useOpenDialog } from "@/components/ui/dialog";
import { KeyboardKey } from "@/components/ui/keyboard-key";

export type KeyWords = { key: string; does: string };

type KeyboardDialogProps = {
  keys: readonly KeyWords[];
  enabled: boolean;
  onEnabledChange: (enabled: boolean) => void;
  onClose: () => void;
};

/** Open while mounted. */
export function KeyboardDialog({ keys, enabled, onEnabledChange, onClose }: KeyboardDialogProps) {
  return (
    <Dialog id="keyboard-title" title="Keyboard" dialog={useOpenDialog()} onClose={onClose}>
      <dl className="flex flex-col gap-2">
        {keys.map(({ key, does }) => (
          <div key={key} className="grid grid-cols-[2.75rem_1fr] items-center gap-3">
            <dt>
              <KeyboardKey>{key}</KeyboardKey>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Checkbox
        name="single-keys"
        label="Use keyboard shortcuts"
        hint="Shortcuts are off while you type in a field."
        checked={enabled}
        onChange={(event) => onEnabledChange(event.target.checked)}
      />
    </Dialog>
  );
}
