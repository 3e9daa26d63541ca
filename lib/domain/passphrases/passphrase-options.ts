export type WordListName = "large" | "short";

export type Capitalize = "none" | "first" | "one";

/** What a caller may ask of the passphrase generator, under the names of the public interface. */
export type PassphraseOptions = {
  /** How many words; absent, as many as `bits` needs, or the default. */
  words?: number | undefined;
  /** The fewest words that give at least so many bits. */
  bits?: number | undefined;
  /** Up to three of `SEPARATOR_CHARACTERS`, or the name of a random one. */
  separator: string;
  /** The first letter of each word, or the whole of one random word. */
  capitalize: Capitalize;
  /** A digit after a random word. */
  include_number: boolean;
  /** A symbol after a random word, and after the digit where both fall on one. */
  include_symbol: boolean;
  word_list: WordListName;
};

export const WORDS_MIN = 3;
export const WORDS_MAX = 20;
export const WORDS_DEFAULT = 6;
export const SEPARATOR_LENGTH_MAX = 3;
export const SEPARATOR_DEFAULT = "-";
/** No letter or digit, which the words and the added digit have, and nothing that a shell or a form treats in its own way. */
export const SEPARATOR_CHARACTERS = " -_.,:;!?*+=/~@#%&|";
/** Names, because no separator of a caller's own has letters. */
export const RANDOM_SEPARATORS = ["digit", "symbol"] as const;
/** For random separators and `include_symbol`: sixteen that every keyboard has. Never the hyphen, which four words have. */
export const PASSPHRASE_SYMBOLS = "!#$%&*+,.:;=?@_~";

/** 6^5 and 6^4: the lists are made for rolls of five dice and of four. */
export const wordListSizes: Record<WordListName, number> = { large: 7776, short: 1296 };

export const defaultPassphraseOptions: PassphraseOptions = {
  separator: SEPARATOR_DEFAULT,
  capitalize: "none",
  include_number: false,
  include_symbol: false,
  word_list: "large",
};
