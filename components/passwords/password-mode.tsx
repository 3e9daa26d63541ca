"use client";

import { useMemo } from "react";
import { generatePassword } from "@/lib/domain/passwords/generate-password";
import { passwordEntropyBits } from "@/lib/domain/passwords/password-entropy";
import type { PasswordPolicy } from "@/lib/domain/passwords/password-policy";
import { secureRandom } from "@/lib/domain/random";
import { AdvancedSettings } from "./advanced-settings";
import { CharacterClassControls } from "./character-class-controls";
import { EntropyExplanation } from "./entropy-explanation";
import { GeneratorBody } from "./generator-body";
import { type DraftErrors, type GeneratorDraft, readDraft } from "./generator-settings";
import { LengthControl } from "./length-control";
import type { ModeProps } from "./mode-props";
import { MoreWays } from "./more-ways";
import { type ModeSettings, passwordKind, type Recipe } from "./recipe";
import { settingsForUrl, settingsForApi } from "./settings-query";

export function PasswordMode({ draft, change, frame }: ModeProps<GeneratorDraft>) {
  const settings = useMemo(() => settingsOf(draft), [draft]);
  const recipe = settings.kind === "ready" ? settings.recipe : null;
  const controls = { draft, errors: settings.kind === "refused" ? settings.errors : {}, change };
  return (
    <GeneratorBody mode="password" kind={passwordKind} settings={settings} frame={frame}>
      <LengthControl {...controls} length={recipe && recipe.length} bits={recipe && recipe.bits} />
      <CharacterClassControls {...controls} />
      <div className="flex flex-col">
        <AdvancedSettings {...controls} />
        <MoreWays mode="password" onModeChange={frame.showMode} />
      </div>
    </GeneratorBody>
  );
}

function settingsOf(draft: GeneratorDraft): ModeSettings<DraftErrors> {
  const settings = readDraft(draft);
  if (settings.kind === "refused") return settings;
  const bits = draft.by === "bits" ? Number(draft.bits) : undefined;
  return {
    kind: "ready",
    recipe: recipeOf(settings.policy),
    inUrl: settingsForUrl(settings.options, bits),
    inRequest: settingsForApi(settings.options),
    inPreset: settingsForApi(settings.options, bits),
  };
}

function recipeOf(policy: PasswordPolicy): Recipe {
  const bits = passwordEntropyBits(policy);
  const characters = policy.classes.reduce((sum, { characters: ofClass }) => sum + ofClass.length, 0);
  return {
    bits,
    length: policy.length,
    entropyExplanation: (
      <EntropyExplanation bits={bits} plural="passwords">
        {policy.length} characters from a set of {characters}, with at least the minimum of each type,
      </EntropyExplanation>
    ),
    draw: () => generatePassword(policy, secureRandom),
  };
}
