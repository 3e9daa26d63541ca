"use client";

import { type ReactNode, useMemo } from "react";
import { SliderField } from "@/components/ui/slider-field";
import { generatePin, pinEntropyBits } from "@/lib/domain/pins/generate-pin";
import { PIN_LENGTH_DEFAULT, PIN_LENGTH_MAX, PIN_LENGTH_MIN } from "@/lib/domain/pins/pin-options";
import { generatePronounceable, pronounceableEntropyBits } from "@/lib/domain/pronounceable/generate-pronounceable";
import {
  PRONOUNCEABLE_LENGTH_DEFAULT,
  PRONOUNCEABLE_LENGTH_MAX,
  PRONOUNCEABLE_LENGTH_MIN,
} from "@/lib/domain/pronounceable/pronounceable-options";
import { type RandomSource, secureRandom } from "@/lib/domain/random";
import { changedSettings } from "./changed-settings";
import { EntropyExplanation } from "./entropy-explanation";
import { GeneratorBody } from "./generator-body";
import type { LengthDraft } from "./generator-drafts";
import { isWholeNumber } from "./is-whole-number";
import type { ModeProps } from "./mode-props";
import { MoreWays } from "./more-ways";
import { type ResultKind, type ModeSettings, passwordKind } from "./recipe";

/** A mode whose only setting is a length. */
type LengthMode = {
  mode: "pin" | "pronounceable";
  kind: ResultKind;
  label: string;
  lengthMin: number;
  lengthMax: number;
  lengthDefault: number;
  /** The unit of the length, as in "Enter a number of digits from 3 to 12." */
  unit: string;
  /** The counted results, for the explanation of the entropy. */
  plural: string;
  describe: (length: number) => string;
  entropyBits: (length: number) => number;
  generate: (length: number, random: RandomSource) => string;
};

const pinMode: LengthMode = {
  mode: "pin",
  kind: {
    noun: "PIN",
    title: "PIN",
    breaks: "anywhere",
    distinguishesCharacters: false,
    explainsCharacters: false,
    use: "Fine if attempts are limited",
  },
  label: "Digits",
  lengthMin: PIN_LENGTH_MIN,
  lengthMax: PIN_LENGTH_MAX,
  lengthDefault: PIN_LENGTH_DEFAULT,
  unit: "number of digits",
  plural: "PINs",
  describe: (length) => `${length} digits, without PINs that are easy to guess,`,
  entropyBits: pinEntropyBits,
  generate: generatePin,
};

const pronounceableMode: LengthMode = {
  mode: "pronounceable",
  kind: { ...passwordKind, distinguishesCharacters: false, explainsCharacters: false },
  label: "Length",
  lengthMin: PRONOUNCEABLE_LENGTH_MIN,
  lengthMax: PRONOUNCEABLE_LENGTH_MAX,
  lengthDefault: PRONOUNCEABLE_LENGTH_DEFAULT,
  unit: "length",
  plural: "passwords",
  describe: (length) => `${length} letters in pronounceable syllables`,
  entropyBits: pronounceableEntropyBits,
  generate: generatePronounceable,
};

export function PinMode(props: ModeProps<LengthDraft>) {
  return (
    <LengthPanel definition={pinMode} {...props}>
      <p className="text-14 text-muted">
        For phones, bank cards and other locks that allow only a few attempts. No sequence like 1234, repeat like 7777
        or 1212, year or date is generated, because attackers try those first.
      </p>
    </LengthPanel>
  );
}

export function PronounceableMode(props: ModeProps<LengthDraft>) {
  return (
    <LengthPanel definition={pronounceableMode} {...props}>
      <MoreWays mode="pronounceable" onModeChange={props.frame.showMode} />
    </LengthPanel>
  );
}

type LengthPanelProps = ModeProps<LengthDraft> & { definition: LengthMode; children: ReactNode };

function LengthPanel({ definition, draft, change, frame, children }: LengthPanelProps) {
  const settings = useMemo(() => settingsOf(definition, draft), [definition, draft]);
  return (
    <GeneratorBody mode={definition.mode} kind={definition.kind} settings={settings} frame={frame}>
      <SliderField
        name="length"
        label={definition.label}
        min={definition.lengthMin}
        max={definition.lengthMax}
        value={draft.length}
        error={settings.kind === "refused" ? settings.errors.length : undefined}
        onValueChange={(length) => change({ length })}
      />
      {children}
    </GeneratorBody>
  );
}

function settingsOf(definition: LengthMode, draft: LengthDraft): ModeSettings<{ length?: string }> {
  const { mode, lengthMin, lengthMax, lengthDefault, unit, plural, describe, entropyBits, generate } = definition;
  if (!isWholeNumber(draft.length, lengthMin, lengthMax)) {
    const message = `Enter a ${unit} from ${lengthMin} to ${lengthMax}.`;
    return { kind: "refused", message, errors: { length: message } };
  }
  const length = Number(draft.length);
  const bits = entropyBits(length);
  const changed = changedSettings({ length }, { length: lengthDefault });
  const entropyExplanation = (
    <EntropyExplanation bits={bits} plural={plural}>
      {describe(length)}
    </EntropyExplanation>
  );
  return {
    kind: "ready",
    recipe: { bits, length, entropyExplanation, draw: () => generate(length, secureRandom) },
    inUrl: changed,
    inRequest: [["mode", mode], ...changed],
  };
}
