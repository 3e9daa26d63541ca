import type { GeneratorPageSettings } from "@/lib/schemas/generator-page";
import type { SiteAnswer } from "@/lib/schemas/site-rules";
import { draftFromOptions, type GeneratorDraft } from "./generator-settings";
import { STRENGTH_BITS_DEFAULT } from "./strength-target";

export type PassphraseDraft = {
  /** Whether the number of words is given, or comes from the strength. */
  by: "words" | "bits";
  words: string;
  bits: string;
  separator: string;
  capitalize: "none" | "first" | "one";
  include_number: boolean;
  include_symbol: boolean;
  word_list: "large" | "short";
};

export type LengthDraft = { length: string };

export type RulesDraft = { rules: string; pattern: string; length: string; spaces: boolean; siteAnswer: SiteAnswer };

export type TypeableDraft = {
  length: string;
  layer_changes: string;
  use_uppercase: boolean;
  use_numbers: boolean;
  use_special_chars: boolean;
  exclude_ambiguous: boolean;
  same_keys: boolean;
};

/** The forms of all modes as they stand; those that are not on show are kept for when they are again. */
export type GeneratorDrafts = {
  password: GeneratorDraft;
  passphrase: PassphraseDraft;
  pin: LengthDraft;
  rules: RulesDraft;
  pronounceable: LengthDraft;
  typeable: TypeableDraft;
};

/** Filled in by the server from each mode's settings, so that the browser needs no mode's defaults to begin with. */
export function draftsFromSettings(settings: GeneratorPageSettings, siteAnswer: SiteAnswer): GeneratorDrafts {
  const { password, passphrase, pin, rules, pronounceable, typeable } = settings;
  return {
    password: draftFromOptions(password),
    passphrase: {
      ...passphrase,
      by: passphrase.bits === undefined ? "words" : "bits",
      words: String(passphrase.words),
      bits: String(passphrase.bits ?? STRENGTH_BITS_DEFAULT),
    },
    pin: { length: String(pin.length) },
    rules: {
      rules: rules.rules,
      pattern: rules.pattern,
      length: String(rules.length),
      spaces: rules.spaces,
      siteAnswer,
    },
    pronounceable: { length: String(pronounceable.length) },
    typeable: {
      ...typeable,
      length: String(typeable.length),
      layer_changes: String(typeable.layer_changes),
      use_numbers: typeable.use_numbers ?? !typeable.same_keys,
    },
  };
}
