export type CharacterClassName = "lowercase" | "uppercase" | "number" | "symbol";

/** Classes are ASCII's: every other character, an accented letter too, can only be in a password as a symbol. */
export function classifyCharacter(character: string): CharacterClassName {
  if (/^[a-z]$/.test(character)) return "lowercase";
  if (/^[A-Z]$/.test(character)) return "uppercase";
  if (/^[0-9]$/.test(character)) return "number";
  return "symbol";
}
