"use client";

import { ConfirmButton } from "@/components/ui/confirm-button";
import { CopyButton } from "@/components/ui/copy-button";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { RenameButton, RenameOutcome } from "@/components/ui/rename-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { useInBrowser } from "@/components/ui/use-in-browser";
import { useServerAction } from "@/components/ui/use-server-action";
import { summarizeSettings } from "@/lib/domain/passwords/generator-modes";
import { PRESET_NAME_MAX } from "@/lib/domain/presets/preset-name";
import type { Preset } from "@/lib/schemas/presets";
import { linkTo, pagePathOf } from "./preset-link";

type PresetListProps = { presets: readonly Preset[]; renameAction: FormStateAction; deleteAction: FormStateAction };

/** Each preset links to the generator with its settings. */
export function PresetList({ presets, renameAction, deleteAction }: PresetListProps) {
  const [deleted, remove] = useServerAction(deleteAction);
  const [renamed, rename] = useServerAction(renameAction);
  return (
    <>
      {deleted.status === "idle" ? <RenameOutcome state={renamed} /> : <FormOutcome state={deleted} />}
      <ul className="flex flex-col divide-y divide-border empty:hidden">
        {presets.map((preset) => (
          <li
            key={preset.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3 first:pt-0 last:pb-0"
          >
            <div className="flex min-w-0 grow basis-60 flex-col">
              <PresetName preset={preset} />
              <p className="text-14 text-muted wrap-anywhere">
                {summarizeSettings(preset.settings.mode ?? "password", preset.settings)}
              </p>
            </div>
            <div className="-mx-4 flex flex-wrap">
              <CopyLink preset={preset} />
              <RenameButton id={preset.id} name={preset.name} maxLength={PRESET_NAME_MAX} rename={rename} />
              <ConfirmButton
                label={
                  <>
                    Delete<span className="sr-only"> {preset.name}</span>
                  </>
                }
                appearance="quiet"
                className="text-danger!"
                title={`Delete “${preset.name}”?`}
              >
                <form action={remove}>
                  <input type="hidden" name="id" value={preset.id} />
                  <SubmitButton appearance="danger" pendingLabel="Deleting…">
                    Delete
                  </SubmitButton>
                </form>
              </ConfirmButton>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function PresetName({ preset }: { preset: Preset }) {
  const path = pagePathOf(preset);
  if (path !== null)
    return (
      <TextLink href={path} className="wrap-anywhere">
        {preset.name}
      </TextLink>
    );
  return (
    <p className="flex min-h-11 flex-wrap items-center gap-x-2 font-medium wrap-anywhere">
      {preset.name} <span className="text-14 font-normal text-muted">API only</span>
    </p>
  );
}

function CopyLink({ preset }: { preset: Preset }) {
  const inBrowser = useInBrowser();
  return (
    <div className="shrink-0 noscript:hidden">
      <CopyButton
        text={inBrowser ? linkTo(preset, window.location.origin) : null}
        label="Copy link"
        what={`to ${preset.name}`}
      />
    </div>
  );
}
