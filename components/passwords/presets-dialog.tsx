"use client";

import { useEffect, useRef } from "react";
import { type OwnPresets, PresetsPart } from "@/components/presets/presets-part";
import { Dialog } from "@/components/ui/dialog";
import type { GeneratorMode } from "./generator-mode";
import type { ModeSettings } from "./recipe";
import { addressOf } from "./use-settings-in-address";

type PresetsDialogProps = { mode: GeneratorMode; settings: ModeSettings<unknown>; own: OwnPresets | null; onClose: () => void };

/** Open for as long as it is there. */
export function PresetsDialog({ mode, settings, own, onClose }: PresetsDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);

  const current = settings.kind === "ready" ? { address: addressOf(mode, settings.inAddress), settings: Object.fromEntries(settings.inPreset ?? settings.inRequest) } : null;
  return (
    <Dialog id="presets-title" title="Presets" dialog={dialog} onClose={onClose}>
      <PresetsPart current={current} own={own} />
    </Dialog>
  );
}
