/** What a caller may ask of the generator for remotes and phones, under the names of the public interface. */
export type TypeableOptions = {
  length: number;
  /** The most changes between the keyboard's layers. */
  layer_changes: number;
  use_uppercase: boolean;
  /** Absent, they are in unless `same_keys` leaves none. */
  use_numbers?: boolean | undefined;
  use_special_chars: boolean;
  exclude_ambiguous: boolean;
  /** Only what the same keys make on QWERTY, QWERTZ and AZERTY. */
  same_keys: boolean;
};

export const TYPEABLE_LENGTH_MIN = 8;
export const TYPEABLE_LENGTH_MAX = 64;
/** With two changes of layer, some 79 bits. */
export const TYPEABLE_LENGTH_DEFAULT = 16;
export const LAYER_CHANGES_MAX = 16;
/** To upper case and to digits once each. */
export const LAYER_CHANGES_DEFAULT = 2;

/**
 * On the first page of symbols of both iOS and Android's own keyboard, so in the digits' layer on both. Without quotes, which
 * are turned into typographic ones there, and currency signs, which depend on the country.
 */
export const TYPEABLE_SYMBOLS = "-/:;()&@.,?!";

/**
 * AZERTY swaps A with Q, Z with W and moves M; QWERTZ swaps Y with Z. Its digits are no help: in the top row AZERTY wants the
 * shift key for them, and what remains is the numeric pad, which most keyboards don't have. No symbol is on one key on all
 * three, either.
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
