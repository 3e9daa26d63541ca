"use client";

import { useMemo } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { SliderField } from "@/components/ui/slider-field";
import { AMBIGUOUS } from "@/lib/domain/passwords/generator-options";
import { secureRandom } from "@/lib/domain/random";
import { bitsOfCount, drawRanked } from "@/lib/domain/ranked-strings";
import { rankedTypeables } from "@/lib/domain/typeable/generate-typeable";
import {
  LAYER_CHANGES_MAX,
  TYPEABLE_LENGTH_MAX,
  TYPEABLE_LENGTH_MIN,
  TYPEABLE_SYMBOLS,
} from "@/lib/domain/typeable/typeable-options";
import type { TypeablePolicy } from "@/lib/domain/typeable/typeable-policy";
import { changedSettings } from "./changed-settings";
import { EntropyExplanation } from "./entropy-explanation";
import { GeneratorBody } from "./generator-body";
import type { TypeableDraft } from "./generator-drafts";
import type { ModeProps } from "./mode-props";
import { MoreWays } from "./more-ways";
import { type ModeSettings, passwordKind, type Recipe } from "./recipe";
import { readTypeableDraft, type TypeableErrors, defaultTypeableSettings } from "./typeable-settings";

export function TypeableMode({ draft, change, frame }: ModeProps<TypeableDraft>) {
  const settings = useMemo(() => settingsOf(draft), [draft]);
  const errors = settings.kind === "refused" ? settings.errors : {};
  return (
    <GeneratorBody mode="typeable" kind={passwordKind} settings={settings} frame={frame}>
      <SliderField
        name="length"
        label="Length"
        min={TYPEABLE_LENGTH_MIN}
        max={TYPEABLE_LENGTH_MAX}
        value={draft.length}
        error={errors.length}
        onValueChange={(length) => change({ length })}
      />
      <SliderField
        name="layer_changes"
        label="Maximum keyboard changes"
        min={0}
        max={LAYER_CHANGES_MAX}
        value={draft.layer_changes}
        hint="A change is a switch between lowercase, uppercase, and digits or symbols."
        error={errors.layer_changes}
        onValueChange={(layer_changes) => change({ layer_changes })}
      />
      <div className="grid gap-x-8 sm:grid-cols-2">
        <Tick name="use_uppercase" label="Uppercase" detail="A–Z" draft={draft} change={change} />
        <Tick name="use_numbers" label="Digits" detail="0–9" draft={draft} change={change} disabled={draft.same_keys} />
        <Tick
          name="use_special_chars"
          label="Symbols"
          detail={TYPEABLE_SYMBOLS.slice(0, 4)}
          draft={draft}
          change={change}
          disabled={draft.same_keys}
        />
      </div>
      <Tick name="exclude_ambiguous" label="Exclude look-alikes" detail={AMBIGUOUS} draft={draft} change={change} />
      <Tick
        name="same_keys"
        label="Same keys on every keyboard"
        hint="Only letters that are in the same place on QWERTY, QWERTZ and AZERTY."
        draft={draft}
        change={change}
      />
      <MoreWays mode="typeable" onModeChange={frame.showMode} />
    </GeneratorBody>
  );
}

type TickProps = {
  name: "use_uppercase" | "use_numbers" | "use_special_chars" | "exclude_ambiguous" | "same_keys";
  label: string;
  detail?: string;
  hint?: string;
  disabled?: boolean;
  draft: TypeableDraft;
  change: (changes: Partial<TypeableDraft>) => void;
};

function Tick({ name, draft, change, disabled = false, ...checkbox }: TickProps) {
  return (
    <Checkbox
      {...checkbox}
      name={name}
      value="true"
      disabled={disabled}
      checked={draft[name] && !disabled}
      onChange={(event) => change({ [name]: event.target.checked })}
    />
  );
}

function settingsOf(draft: TypeableDraft): ModeSettings<TypeableErrors> {
  const reading = readTypeableDraft(draft);
  if (reading.kind === "refused") return reading;
  const changed = changedSettings(reading.options, defaultTypeableSettings(reading.options));
  return {
    kind: "ready",
    recipe: recipeOf(reading.policy),
    inUrl: changed,
    inRequest: [["mode", "typeable"], ...changed],
  };
}

function recipeOf(policy: TypeablePolicy): Recipe {
  const strings = rankedTypeables(policy);
  const bits = bitsOfCount(strings.count);
  const characters = policy.classes.reduce((sum, { characters: ofClass }) => sum + ofClass.length, 0);
  return {
    bits,
    length: policy.length,
    entropyExplanation: (
      <EntropyExplanation bits={bits} plural="passwords">
        {policy.length} characters from a set of {characters}, with at most {policy.layerChangesMax} keyboard changes,
      </EntropyExplanation>
    ),
    draw: () => drawRanked(strings, secureRandom),
  };
}
