import type { ReactNode } from "react";

/** The result of a mode's settings, from which the page shows the strength and draws passwords. */
export type Recipe = {
  /** log2 of the exact number of possible results, which are equally likely. */
  bits: number;
  /** The maximum number of characters. */
  length: number;
  /** An explanation of how the bits are calculated. */
  entropyExplanation: ReactNode;
  /** Draws a result; null until the word list is loaded. */
  draw: (() => string) | null;
};

export type Setting = [name: string, value: string | number | boolean];

/** The result of reading a mode's form: a recipe or errors. */
export type ModeSettings<Errors> =
  | {
      kind: "ready";
      recipe: Recipe;
      /** The settings that differ from the defaults of the page's URL and of the API. */
      inUrl: Setting[];
      inRequest: Setting[];
      /** The settings for a preset, if they differ from those of a request: a preset stores the strength, not the length. */
      inPreset?: Setting[];
    }
  | { kind: "refused"; message: string; details?: string[] | undefined; errors: Errors };

/** How a mode's results are named and displayed. */
export type ResultKind = {
  /** Used in labels such as "Copy passphrase". */
  noun: string;
  /** The accessible name of the result. */
  title: string;
  /** Passphrases break between words, other results anywhere. */
  breaks: "between words" | "anywhere";
  /** Whether to style digits and symbols differently from letters. */
  distinguishesCharacters: boolean;
  /** Whether to explain the styles of digits and symbols. */
  explainsCharacters: boolean;
  /** What the result is for, said instead of its strength level. */
  use?: string;
};

export const passwordKind: ResultKind = {
  noun: "password",
  title: "Password",
  breaks: "anywhere",
  distinguishesCharacters: true,
  explainsCharacters: true,
};
