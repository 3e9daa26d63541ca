export type CharacterClassName = "lowercase" | "uppercase" | "number" | "symbol";

/** Classes contain ASCII only: any other character, such as an accented letter, can only come from custom symbols. */
export function classifyCharacter(character: string): CharacterClassName {
  if (/^[a-z]$/.test(character)) return "lowercase";
  if (/^[A-Z]$/.test(character)) return "uppercase";
  if (/^[0-9]$/.test(character)) return "number";
  return "symbol";
}
