export const PRONOUNCEABLE_LENGTH_MIN = 8;
export const PRONOUNCEABLE_LENGTH_MAX = 64;
/** 71 bits, more than an attacker with a stolen table of fast hashes can search in a year. */
export const PRONOUNCEABLE_LENGTH_DEFAULT = 20;
