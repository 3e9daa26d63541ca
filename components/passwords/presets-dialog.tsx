"use client";

import { type OwnPresets, PresetsPart } from "@/components/presets/presets-part";
import { Dialog, useOpenDialog } from "@/components/ui/dialog";
import type { GeneratorMode } from "./generator-modes";
import type { ModeSettings } from "./recipe";
import { addressOf } from "./use-settings-in-url";

type PresetsDialogProps = {
  mode: GeneratorMode;
  settings: ModeSettings<unknown>;
  own: OwnPresets | null;
  onClose: () => void;
};

/** Open while mounted. */
export function PresetsDialog({ mode, settings, own, onClose }: PresetsDialogProps) {
  const current =
    settings.kind === "ready"
      ? {
          address: addressOf(mode, settings.inUrl),
          settings: Object.fromEntries(settings.inPreset ?? settings.inRequest),
        }
      : null;
  return (
    <Dialog id="presets-title" title="Presets" dialog={useOpenDialog()} onClose={onClose}>
      <PresetsPart current={current} own={own} />
    </Dialog>
  );
}
