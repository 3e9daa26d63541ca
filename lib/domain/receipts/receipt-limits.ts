/** So many fit into one look at them all, which is how a password is recognised. */
export const RECEIPTS_MAX = 1_000;

export const RECEIPT_LABEL_MAX = 100;

/** Whoever has key and fingerprint can try passwords: of fewer bits than this, all that there are. */
export const RECEIPT_BITS_MIN = 60;

/** More than any password of the generator has. */
export const RECEIPT_BITS_MAX = 4_096;
