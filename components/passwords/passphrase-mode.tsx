"use client";

import { useMemo } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { SelectField } from "@/components/ui/select-field";
import { generatePassphrase } from "@/lib/domain/passphrases/generate-passphrase";
import { wordListSizes, WORDS_MAX, WORDS_MIN } from "@/lib/domain/passphrases/passphrase-options";
import { passphraseEntropyBits, type PassphrasePolicy } from "@/lib/domain/passphrases/passphrase-policy";
import { secureRandom } from "@/lib/domain/random";
import { AmountOrStrength, keptBits } from "./amount-or-strength";
import { changedSettings } from "./changed-settings";
import { EntropyExplanation } from "./entropy-explanation";
import { GeneratorBody } from "./generator-body";
import type { PassphraseDraft } from "./generator-drafts";
import type { ModeProps } from "./mode-props";
import {
  type PassphraseErrors,
  type PassphraseReading,
  readPassphraseDraft,
  defaultPassphraseSettings,
} from "./passphrase-settings";
import type { ResultKind, ModeSettings, Recipe } from "./recipe";
import { useWordList } from "./use-word-list";

const kind: ResultKind = {
  noun: "passphrase",
  title: "Passphrase",
  breaks: "between words",
  distinguishesCharacters: true,
  // Mostly separators, which explain themselves.
  explainsCharacters: false,
};

const separators = [
  { value: "-", label: "Hyphen -" },
  { value: " ", label: "Space" },
  { value: ".", label: "Full stop ." },
  { value: ",", label: "Comma ," },
  { value: "_", label: "Underscore _" },
  { value: "digit", label: "Random digits" },
  { value: "symbol", label: "Random symbols" },
  { value: "", label: "Nothing" },
];

const capitals = [
  { value: "none", label: "None" },
  { value: "first", label: "First letter of each word" },
  { value: "one", label: "One whole word" },
] as const;

// Not by the browser's number formats, which take long to set up: the page loads this mode before anyone asks for it.
const sizesInWords = { large: withComma(wordListSizes.large), short: withComma(wordListSizes.short) };
const wordLists = [
  { value: "large", label: `Large: ${sizesInWords.large} words` },
  { value: "short", label: `Short: ${sizesInWords.short} shorter words` },
] as const;

const listHints = {
  large: "Longer words, of which you need fewer.",
  short: "Quicker to type, but you need more of them.",
} as const;

// The length of the longest word in each list, for the maximum length of a passphrase.
const wordLengths = { large: 9, short: 5 };

export function PassphraseMode({ draft, change, frame }: ModeProps<PassphraseDraft>) {
  const reading = useMemo(() => readPassphraseDraft(draft), [draft]);
  const words = useWordList(draft.word_list);
  const settings = useMemo(() => settingsOf(reading, words), [reading, words]);
  const errors = reading.kind === "refused" ? reading.errors : {};
  const isOwnSeparator = separators.every(({ value }) => value !== draft.separator);
  return (
    <GeneratorBody mode="passphrase" kind={kind} settings={settings} frame={frame}>
      <AmountControl
        draft={draft}
        errors={errors}
        change={change}
        words={reading.kind === "ready" ? reading.policy.words : null}
        bits={reading.kind === "ready" ? passphraseEntropyBits(reading.policy) : null}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          name="separator"
          label="Separator"
          options={isOwnSeparator ? [...separators, { value: draft.separator, label: draft.separator }] : separators}
          value={draft.separator}
          error={errors.separator}
          onValueChange={(separator) => change({ separator })}
        />
        <SelectField
          name="capitalize"
          label="Capitals"
          options={capitals}
          value={draft.capitalize}
          onValueChange={(value) =>
            change({ capitalize: capitals.find((one) => one.value === value)?.value ?? "none" })
          }
        />
      </div>
      <div className="grid gap-x-8 sm:grid-cols-2">
        <Checkbox
          name="include_number"
          value="true"
          label="Add a digit"
          detail="0–9"
          checked={draft.include_number}
          onChange={(event) => change({ include_number: event.target.checked })}
        />
        <Checkbox
          name="include_symbol"
          value="true"
          label="Add a symbol"
          detail="!#$%"
          checked={draft.include_symbol}
          onChange={(event) => change({ include_symbol: event.target.checked })}
        />
      </div>
      <SelectField
        name="word_list"
        label="Words"
        options={wordLists}
        hint={`${listHints[draft.word_list]} By the Electronic Frontier Foundation, CC BY 3.0 US.`}
        value={draft.word_list}
        onValueChange={(value) => change({ word_list: value === "short" ? "short" : "large" })}
      />
    </GeneratorBody>
  );
}

type AmountControlProps = {
  draft: PassphraseDraft;
  errors: PassphraseErrors;
  change: (changes: Partial<PassphraseDraft>) => void;
  words: number | null;
  bits: number | null;
};

function AmountControl({ draft, errors, change, words, bits }: AmountControlProps) {
  const byBits = draft.by === "bits";
  return (
    <AmountOrStrength
      byBits={byBits}
      onSwitch={() =>
        change(byBits ? { by: "words", words: String(words ?? draft.words) } : { by: "bits", ...keptBits(bits) })
      }
      amountName="words"
      amount={{
        name: "words",
        label: "Number of words",
        min: WORDS_MIN,
        max: WORDS_MAX,
        value: draft.words,
        error: errors.words,
        onValueChange: (value) => change({ words: value }),
      }}
      strength={{
        value: draft.bits,
        hint: words === null ? undefined : `${words} words reach this strength.`,
        error: errors.bits,
        onValueChange: (value) => change({ bits: value }),
      }}
    />
  );
}

function settingsOf(reading: PassphraseReading, words: readonly string[] | null): ModeSettings<PassphraseErrors> {
  if (reading.kind === "refused") return reading;
  const changed = changedSettings(reading.options, defaultPassphraseSettings(reading.options));
  return {
    kind: "ready",
    recipe: recipeOf(reading.policy, words),
    inUrl: changed,
    inRequest: [["mode", "passphrase"], ...changed],
  };
}

function recipeOf(policy: PassphrasePolicy, words: readonly string[] | null): Recipe {
  const bits = passphraseEntropyBits(policy);
  return {
    bits,
    length: policy.words * (wordLengths[policy.wordList] + 1),
    entropyExplanation: (
      <EntropyExplanation bits={bits} plural="passphrases">
        {policy.words} words from a list of {sizesInWords[policy.wordList]}, with the random extras,
      </EntropyExplanation>
    ),
    draw: words === null ? null : () => generatePassphrase(policy, words, secureRandom),
  };
}

function withComma(thousands: number): string {
  return String(thousands).replace(/(?=\d{3}$)/, ",");
}
