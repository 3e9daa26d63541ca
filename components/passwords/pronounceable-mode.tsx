"use client";

import { useMemo } from "react";
import { SliderField } from "@/components/ui/slider-field";
import { generatePronounceable, pronounceableEntropyBits } from "@/lib/domain/pronounceable/generate-pronounceable";
import {
  PRONOUNCEABLE_LENGTH_DEFAULT,
  PRONOUNCEABLE_LENGTH_MAX,
  PRONOUNCEABLE_LENGTH_MIN,
} from "@/lib/domain/pronounceable/pronounceable-options";
import { secureRandom } from "@/lib/domain/random";
import { changedSettings } from "./changed-settings";
import { GeneratorBody } from "./generator-body";
import type { LengthDraft } from "./generator-drafts";
import { isWholeNumber } from "./is-whole-number";
import type { ModeProps } from "./mode-props";
import { MoreWays } from "./more-ways";
import { type ModeSettings, passwordKind } from "./recipe";
import { Reckoning } from "./reckoning";

const kind = { ...passwordKind, marksKinds: false };

export function PronounceableMode({ draft, change, frame }: ModeProps<LengthDraft>) {
  const settings = useMemo(() => settingsOf(draft), [draft]);
  return (
    <GeneratorBody mode="pronounceable" kind={kind} settings={settings} frame={frame}>
      <SliderField
        name="length"
        label="Length"
        min={PRONOUNCEABLE_LENGTH_MIN}
        max={PRONOUNCEABLE_LENGTH_MAX}
        value={draft.length}
        error={settings.kind === "refused" ? settings.errors.length : undefined}
        onValueChange={(length) => change({ length })}
      />
      <MoreWays mode="pronounceable" onModeChange={frame.showMode} />
    </GeneratorBody>
  );
}

function settingsOf(draft: LengthDraft): ModeSettings<{ length?: string }> {
  if (!isWholeNumber(draft.length, PRONOUNCEABLE_LENGTH_MIN, PRONOUNCEABLE_LENGTH_MAX)) {
    const message = `Enter a length from ${PRONOUNCEABLE_LENGTH_MIN} to ${PRONOUNCEABLE_LENGTH_MAX}.`;
    return { kind: "refused", message, errors: { length: message } };
  }
  const length = Number(draft.length);
  const bits = pronounceableEntropyBits(length);
  const changed = changedSettings({ length }, { length: PRONOUNCEABLE_LENGTH_DEFAULT });
  const reckoning = (
    <Reckoning bits={bits} things="passwords">
      {length} letters in syllables that can be said
    </Reckoning>
  );
  return {
    kind: "ready",
    recipe: { bits, length, reckoning, draw: () => generatePronounceable(length, secureRandom) },
    inAddress: changed,
    inRequest: [["mode", "pronounceable"], ...changed],
  };
}
