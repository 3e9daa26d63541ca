export const PIN_LENGTH_MIN = 3;
/** Twelve digits are the longest that card terminals take (ISO 9564-1). */
export const PIN_LENGTH_MAX = 12;
export const PIN_LENGTH_DEFAULT = 6;
