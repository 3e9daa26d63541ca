export const PRONOUNCEABLE_LENGTH_MIN = 8;
export const PRONOUNCEABLE_LENGTH_MAX = 64;
/** 71 bits, which is past what a stolen table of fast hashes gives away in a year. */
export const PRONOUNCEABLE_LENGTH_DEFAULT = 20;
