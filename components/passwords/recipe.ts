import type { ReactNode } from "react";

/** All that a mode's settings come down to: what the page shows and draws from, whatever the mode. */
export type Recipe = {
  /** Exact: log2 of how many there are, each as likely as the others. */
  bits: number;
  /** Characters, at most. */
  length: number;
  /** How the bits are worked out, in words. */
  reckoning: ReactNode;
  /** Draws one; null until the words that it is made of are here. */
  draw: (() => string) | null;
};

export type Setting = [name: string, value: string | number | boolean];

/** What a mode's form says: a recipe, or what to mend. */
export type ModeSettings<Errors> =
  | {
      kind: "ready";
      recipe: Recipe;
      /** For the page's address and for a request to the API: the settings that differ from the usual ones there. */
      inAddress: Setting[];
      inRequest: Setting[];
      /** For keeping them, where that is not what a request says: a strength stays a strength. */
      inPreset?: Setting[];
    }
  | { kind: "refused"; message: string; details?: string[] | undefined; errors: Errors };

/** How a mode's results are called and shown. */
export type Kind = {
  /** As in "Copy passphrase". */
  noun: string;
  /** As in the name of the result itself. */
  title: string;
  /** Words break between words; anything else wherever the line ends. */
  breaks: "between words" | "anywhere";
  /** Digits and symbols are told from letters, where there are some to tell apart. */
  marksKinds: boolean;
};

export const passwordKind: Kind = { noun: "password", title: "Password", breaks: "anywhere", marksKinds: true };
