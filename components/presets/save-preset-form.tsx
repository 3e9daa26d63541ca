"use client";

import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { useServerAction } from "@/components/ui/use-server-action";
import { PRESET_NAME_MAX } from "@/lib/domain/presets/preset-name";

type SavePresetFormProps = {
  /** The API settings. */
  settings: Record<string, string | number | boolean>;
  action: FormStateAction;
};

export function SavePresetForm({ settings, action }: SavePresetFormProps) {
  const [state, save] = useServerAction(action);
  const error = state.status === "refused" ? state.fieldErrors["name"] : undefined;
  return (
    <form action={save} className="flex flex-col gap-3">
      {error === undefined && <FormOutcome state={state} />}
      <input type="hidden" name="settings" value={JSON.stringify(settings)} />
      <TextField
        id="preset-name"
        name="name"
        label="Preset name"
        type="text"
        autoComplete="off"
        defaultValue={state.values?.["name"]}
        maxLength={PRESET_NAME_MAX}
        required
        error={error}
      />
      <div>
        <SubmitButton pendingLabel="Saving…">Save preset</SubmitButton>
      </div>
    </form>
  );
}
