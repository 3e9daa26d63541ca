/** The options of the generator for remotes and phones, under their API names. */
export type TypeableOptions = {
  length: number;
  /** The maximum number of changes between the keyboard's layers. */
  layer_changes: number;
  use_uppercase: boolean;
  /** The default is true, but false with `same_keys`, which leaves no digits. */
  use_numbers?: boolean | undefined;
  use_special_chars: boolean;
  exclude_ambiguous: boolean;
  /** Use only characters on the same keys of QWERTY, QWERTZ and AZERTY. */
  same_keys: boolean;
};

export const TYPEABLE_LENGTH_MIN = 8;
export const TYPEABLE_LENGTH_MAX = 64;
/** About 79 bits with two layer changes. */
export const TYPEABLE_LENGTH_DEFAULT = 16;
export const LAYER_CHANGES_MAX = 16;
/** One change to upper case and one to digits. */
export const LAYER_CHANGES_DEFAULT = 2;

/**
 * Symbols on the first symbol page of both the iOS and the Android keyboard, which is the digits' layer. Without quotes, which
 * those keyboards replace by typographic ones, and currency signs, which depend on the country.
 */
export const TYPEABLE_SYMBOLS = "-/:;()&@.,?!";

/**
 * AZERTY swaps A with Q, Z with W and moves M; QWERTZ swaps Y with Z. Digits are excluded: AZERTY's top row needs the shift
 * key for them, and most keyboards have no numeric pad. No symbol is on the same key of all three.
 */
export const SAME_KEY_LETTERS = "bcdefghijklnoprstuvx";

export const defaultTypeableOptions: TypeableOptions = {
  length: TYPEABLE_LENGTH_DEFAULT,
  layer_changes: LAYER_CHANGES_DEFAULT,
  use_uppercase: true,
  use_special_chars: false,
  exclude_ambiguous: false,
  same_keys: false,
};
