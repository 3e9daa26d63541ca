import { type OptionsType, ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs as graphs, dictionary as commonDictionary } from "@zxcvbn-ts/language-common";
import { dictionary as englishDictionary, translations } from "@zxcvbn-ts/language-en";
import type { PasswordEstimate } from "./password-score";

const options: OptionsType = { graphs, translations, dictionary: { ...commonDictionary, ...englishDictionary } };
const estimator = new ZxcvbnFactory(options);

/** `words` are what an attacker knows about the user. Import it dynamically: the dictionaries are large. */
export function estimatePassword(password: string, words: readonly string[]): PasswordEstimate {
  const { score, feedback } = estimator.check(password, ["latchkey", ...words.flatMap(splitIntoWords)]);
  return { score, advice: feedback.warning ?? feedback.suggestions[0] ?? null };
}

function splitIntoWords(text: string): string[] {
  return [text, ...text.split(/[^\p{L}\p{N}]+/u)].filter((word) => word.length >= 3);
}
