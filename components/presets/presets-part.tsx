"use client";

import { CopyButton } from "@/components/ui/copy-button";
import type { FormStateAction } from "@/components/ui/form-state";
import { joinClasses } from "@/components/ui/join-classes";
import { TextLink } from "@/components/ui/text-link";
import { routes } from "@/lib/routes";
import type { Preset } from "@/lib/schemas/presets";
import { PresetList } from "./preset-list";
import { SavePresetForm } from "./save-preset-form";

/** A logged-in user's presets and actions. */
export type OwnPresets = {
  presets: readonly Preset[];
  savePreset: FormStateAction;
  renamePreset: FormStateAction;
  deletePreset: FormStateAction;
};

export type PresetsPartProps = {
  /** The page's URL and the API settings for the current form; null while it is invalid. */
  current: { address: string; settings: Record<string, string | number | boolean> } | null;
  own: OwnPresets | null;
};

/** Copies a link to the current settings, and for logged-in users saves them as presets. */
export function PresetsPart({ current, own }: PresetsPartProps) {
  return (
    <>
      <section aria-label="These settings" className="flex flex-col gap-4">
        {current === null ? (
          <p className="text-muted">Correct the settings to save or share them.</p>
        ) : (
          <>
            <div className="flex items-center justify-between gap-4">
              <p className="text-14 text-muted">The link contains your settings, never a password.</p>
              <CopyButton
                text={window.location.origin + current.address}
                label="Copy link"
                what="to these settings"
                appearance="secondary"
              />
            </div>
            {own !== null && <SavePresetForm settings={current.settings} action={own.savePreset} />}
          </>
        )}
        {own === null && (
          <div>
            <p>With an account, you can save settings as presets and use them in any browser.</p>
            <TextLink href={routes.logIn(current?.address)}>Log in</TextLink>
          </div>
        )}
      </section>
      {own !== null && (
        // Rendered without presets too, to show that the last one was deleted.
        <div className={joinClasses("flex flex-col gap-4", own.presets.length > 0 && "border-t border-border pt-4")}>
          <PresetList presets={own.presets} renameAction={own.renamePreset} deleteAction={own.deletePreset} />
        </div>
      )}
    </>
  );
}
