/** A check compares a password with all receipts at once, which limits their number. */
export const RECEIPTS_MAX = 1_000;

export const RECEIPT_LABEL_MAX = 100;

/** An attacker with the key and a fingerprint can try all passwords with fewer bits than this. */
export const RECEIPT_BITS_MIN = 60;

/** More than any generated password has. */
export const RECEIPT_BITS_MAX = 4_096;
