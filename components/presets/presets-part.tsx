"use client";

import { ButtonLink } from "@/components/ui/button-link";
import { CopyButton } from "@/components/ui/copy-button";
import type { FormStateAction } from "@/components/ui/form-state";
import { joinClasses } from "@/components/ui/join-classes";
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
      {own !== null && (
        // Rendered without presets too, to show that the last one was deleted.
        <div className={joinClasses("flex flex-col gap-4", own.presets.length > 0 && "border-b border-border pb-4")}>
          <PresetList presets={own.presets} renameAction={own.renamePreset} deleteAction={own.deletePreset} />
        </div>
      )}
      {current === null ? (
        <p className="text-muted">Correct the settings to save or share them.</p>
      ) : (
        <>
          <section aria-labelledby="save-preset" className="flex flex-col gap-2">
            <h3 id="save-preset" className="text-16 font-semibold">
              Save these settings
            </h3>
            {own === null ? (
              <>
                <p className="text-14 text-muted">With an account, you can use them in any browser.</p>
                <div>
                  <ButtonLink href={routes.logIn(current.address)} appearance="primary">
                    Log in
                  </ButtonLink>
                </div>
              </>
            ) : (
              <SavePresetForm settings={current.settings} action={own.savePreset} />
            )}
          </section>
          <section aria-labelledby="settings-link" className="flex flex-col gap-2 border-t border-border pt-4">
            <h3 id="settings-link" className="text-16 font-semibold">
              Link to these settings
            </h3>
            <p className="text-14 text-muted">It contains your settings, never a password.</p>
            <div>
              <CopyButton
                text={window.location.origin + current.address}
                label="Copy link"
                what="to these settings"
                appearance="secondary"
              />
            </div>
          </section>
        </>
      )}
    </>
  );
}
