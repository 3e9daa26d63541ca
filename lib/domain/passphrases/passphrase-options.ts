export type WordListName = "large" | "short";

export type Capitalize = "none" | "first" | "one";

/** The options of the passphrase generator, under their API names. */
export type PassphraseOptions = {
  /** The number of words; if absent, as many as `bits` needs, or the default. */
  words?: number | undefined;
  /** Use the fewest words that give at least this many bits. */
  bits?: number | undefined;
  /** Up to three of `SEPARATOR_CHARACTERS`, or one of `RANDOM_SEPARATORS`. */
  separator: string;
  /** Capitalise the first letter of each word, or one whole random word. */
  capitalize: Capitalize;
  /** Add a digit after a random word. */
  include_number: boolean;
  /** Add a symbol after a random word, after the digit if both follow the same word. */
  include_symbol: boolean;
  word_list: WordListName;
};

export const WORDS_MIN = 3;
export const WORDS_MAX = 20;
export const WORDS_DEFAULT = 6;
export const SEPARATOR_LENGTH_MAX = 3;
export const SEPARATOR_DEFAULT = "-";
/** No letters or digits, which occur in words and as the added digit, and nothing with a special meaning in shells or forms. */
export const SEPARATOR_CHARACTERS = " -_.,:;!?*+=/~@#%&|";
/** Unambiguous, because separators contain no letters. */
export const RANDOM_SEPARATORS = ["digit", "symbol"] as const;
/** For random separators and `include_symbol`: 16 symbols of every keyboard. No hyphen, because four words contain one. */
export const PASSPHRASE_SYMBOLS = "!#$%&*+,.:;=?@_~";

/** 6^5 and 6^4: the lists are designed for rolls of five and four dice. */
export const wordListSizes: Record<WordListName, number> = { large: 7776, short: 1296 };

export const defaultPassphraseOptions: PassphraseOptions = {
  separator: SEPARATOR_DEFAULT,
  capitalize: "none",
  include_number: false,
  include_symbol: false,
  word_list: "large",
};
