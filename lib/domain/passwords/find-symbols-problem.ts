import { SYMBOLS_MAX } from "./generator-options";

// Controls, format characters, lone surrogates, line separators and other invisible characters (U+FE0F, U+3164): users
// couldn't read or type such a password.
const unreadable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;

/** The problem with a custom set of symbols, as a sentence for the caller; null when there is none. */
export function findSymbolsProblem(symbols: string): string | null {
  const characters = [...symbols];
  if (characters.length === 0 || characters.length > SYMBOLS_MAX) {
    return `symbols must contain 1 to ${SYMBOLS_MAX} characters, not ${characters.length}.`;
  }

  const letterOrDigit = characters.find((character) => /[a-zA-Z0-9]/.test(character));
  if (letterOrDigit !== undefined) {
    return `symbols must not contain the letters a to z or digits. Remove "${letterOrDigit}".`;
  }

  const invisible = characters.find((character) => unreadable.test(character));
  if (invisible !== undefined) {
    return `symbols must not contain control or invisible characters. Remove ${codePointName(invisible)}.`;
  }

  const repeated = characters.find((character, index) => characters.indexOf(character) !== index);
  if (repeated !== undefined) return `symbols must not repeat a character. Remove the second "${repeated}".`;

  return null;
}

function codePointName(character: string): string {
  const hexadecimal = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `U+${hexadecimal.padStart(4, "0")}`;
}
