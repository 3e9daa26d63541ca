import { Checkbox } from "@/components/ui/checkbox";
import { Disclosure } from "@/components/ui/disclosure";
import { FieldMessages } from "@/components/ui/field-messages";
import { NumberField } from "@/components/ui/number-field";
import { TextField } from "@/components/ui/text-field";
import { AMBIGUOUS, PASSWORD_LENGTH_MAX, SYMBOLS } from "@/lib/domain/passwords/generator-options";
import { characterClasses } from "./character-classes";
import type { GeneratorDraft } from "./generator-settings";
import type { SettingsControlProps } from "./settings-control-props";

const MINIMUMS_ID = "minimums";

/** Turns off correction, capitalisation and autofill for fields of characters. */
const charactersField = { autoComplete: "off", autoCapitalize: "none", autoCorrect: "off", spellCheck: false } as const;

export function AdvancedSettings({ draft, errors, change }: SettingsControlProps) {
  const set = countSet(draft);
  return (
    <Disclosure summary="More rules" note={set > 0 ? `${set} set` : undefined} startsOpen={set > 0}>
      <Checkbox
        name="exclude_ambiguous"
        value="true"
        label="Exclude look-alikes"
        detail={<span className="tracking-widest">{AMBIGUOUS}</span>}
        checked={draft.exclude_ambiguous}
        error={errors.exclude_ambiguous}
        onChange={(event) => change({ exclude_ambiguous: event.target.checked })}
      />
      <fieldset className="flex min-w-0 flex-col gap-1" aria-describedby={`${MINIMUMS_ID}-hint`}>
        <legend className="text-14 font-medium">Minimum of each type</legend>
        <div className="grid grid-cols-2 gap-4 py-2 sm:grid-cols-4">
          {characterClasses.map(({ useField, minimumField, label }) => (
            <NumberField
              key={minimumField}
              name={minimumField}
              label={label}
              min={1}
              max={PASSWORD_LENGTH_MAX}
              value={draft[minimumField]}
              hint={draft[useField] ? undefined : "Not selected"}
              error={errors[minimumField]}
              onValueChange={(value) => change({ [minimumField]: value })}
            />
          ))}
        </div>
        <FieldMessages
          fieldId={MINIMUMS_ID}
          hint="The password has at least one of each selected type, even if this is empty."
          error={errors.minimums}
        />
      </fieldset>
      <TextField
        {...charactersField}
        name="symbols"
        label="Allowed symbols"
        hint={
          <>
            If empty, all 32: <span className="font-mono break-all">{SYMBOLS}</span>
          </>
        }
        value={draft.symbols}
        error={errors.symbols}
        className="w-full font-mono"
        onChange={(event) => change({ symbols: event.target.value })}
      />
      <TextField
        {...charactersField}
        name="exclude"
        label="Exclude"
        hint="These characters never appear in the password."
        value={draft.exclude}
        error={errors.exclude}
        className="w-full font-mono"
        onChange={(event) => change({ exclude: event.target.value })}
      />
    </Disclosure>
  );
}

/** The number of active rules, shown while the section is closed. */
function countSet(draft: GeneratorDraft): number {
  const minimums = characterClasses.filter(
    ({ useField, minimumField }) => draft[useField] && draft[minimumField] !== "",
  );
  return [draft.exclude_ambiguous, draft.symbols, draft.exclude].filter(Boolean).length + minimums.length;
}
