export const PIN_LENGTH_MIN = 3;
/** Card terminals accept at most 12 digits (ISO 9564-1). */
export const PIN_LENGTH_MAX = 12;
export const PIN_LENGTH_DEFAULT = 6;
