import { characterName } from "./character-names";

/** Users remember about this many characters while typing. */
const GROUP_SIZE = 4;

/** The text in groups of four characters, for reading aloud or typing on another device. */
export function groupInFours(text: string): string[] {
  const characters = [...text];
  return Array.from({ length: Math.ceil(characters.length / GROUP_SIZE) }, (_, group) =>
    characters.slice(group * GROUP_SIZE, (group + 1) * GROUP_SIZE).join(""),
  );
}

/** The spoken password: the name of each character, with a comma after every fourth. */
export function readOut(password: string): string {
  return groupInFours(password)
    .map((group) => [...group].map(characterName).join(" "))
    .join(", ");
}

/** The spoken passphrase: words unchanged, with capitals announced, and separators by name. */
export function readOutPassphrase(passphrase: string): string {
  const parts = passphrase.match(/[A-Z]?[a-z]+|[A-Z]+|[^a-zA-Z]/gu) ?? [];
  return parts.map(sayPart).join(" ");
}

function sayPart(part: string): string {
  if (!/[a-zA-Z]/.test(part)) return characterName(part);
  const word = part.toLowerCase();
  if (part === word) return word;
  return part.length > 1 && part === part.toUpperCase() ? `all capitals ${part}` : `capital ${part}`;
}
