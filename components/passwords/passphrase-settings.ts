import {
  type PassphraseOptions,
  defaultPassphraseOptions,
  WORDS_DEFAULT,
  WORDS_MAX,
  WORDS_MIN,
} from "@/lib/domain/passphrases/passphrase-options";
import {
  buildPassphrasePolicy,
  findSeparatorProblem,
  type PassphrasePolicy,
} from "@/lib/domain/passphrases/passphrase-policy";
import { STRENGTH_BITS_MAX, STRENGTH_BITS_MIN } from "@/lib/domain/passwords/generator-options";
import type { PassphraseDraft } from "./generator-drafts";
import { isWholeNumber } from "./is-whole-number";

export type PassphraseErrors = Partial<Record<"words" | "bits" | "separator", string>>;

export type PassphraseReading =
  | { kind: "ready"; options: PassphraseOptions; policy: PassphrasePolicy }
  | { kind: "refused"; message: string; errors: PassphraseErrors };

/** Reads the form, with error messages that name its labels instead of API options. */
export function readPassphraseDraft(draft: PassphraseDraft): PassphraseReading {
  const byBits = draft.by === "bits";
  if (byBits && !isWholeNumber(draft.bits, STRENGTH_BITS_MIN, STRENGTH_BITS_MAX)) {
    return refuse("bits", `Enter a strength from ${STRENGTH_BITS_MIN} to ${STRENGTH_BITS_MAX} bits.`);
  }
  if (!byBits && !isWholeNumber(draft.words, WORDS_MIN, WORDS_MAX)) {
    return refuse("words", `Enter a number of words from ${WORDS_MIN} to ${WORDS_MAX}.`);
  }
  const { separator, capitalize, include_number, include_symbol, word_list } = draft;
  const amount = byBits ? { bits: Number(draft.bits) } : { words: Number(draft.words) };
  const options = { ...amount, separator, capitalize, include_number, include_symbol, word_list };
  const outcome = buildPassphrasePolicy(options);
  if (outcome.kind === "policy") return { kind: "ready", options, policy: outcome.policy };
  if (findSeparatorProblem(separator) !== null)
    return refuse("separator", "This separator can’t be used. Choose one from the list.");
  if (separator === "") {
    return refuse(
      "separator",
      "Words without a separator can’t be told apart. Choose a separator or capitals for each word.",
    );
  }
  return refuse("bits", `Even ${WORDS_MAX} words are too weak for this setting. Lower the bits or use the large list.`);
}

/** For both the page's URL and the API, because they have the same defaults. */
export function defaultPassphraseSettings(
  options: PassphraseOptions,
): Record<string, string | number | boolean | undefined> {
  return { ...defaultPassphraseOptions, words: options.bits === undefined ? WORDS_DEFAULT : undefined };
}

function refuse(field: keyof PassphraseErrors, message: string): PassphraseReading {
  return { kind: "refused", message, errors: { [field]: message } };
}
