import { characterName } from "./character-names";

/** As many characters as are held in mind while they are typed. */
const GROUP_SIZE = 4;

/** The text in groups of four characters, as it is shown to somebody who reads it out or types it from another screen. */
export function groupInFours(text: string): string[] {
  const characters = [...text];
  return Array.from({ length: Math.ceil(characters.length / GROUP_SIZE) }, (_, group) =>
    characters.slice(group * GROUP_SIZE, (group + 1) * GROUP_SIZE).join(""),
  );
}

/** The password as it is said: each character by its name, a comma after every fourth. */
export function readOut(password: string): string {
  return groupInFours(password)
    .map((group) => [...group].map(characterName).join(" "))
    .join(", ");
}

/** A passphrase as it is said: words as they are, with their capitals named, and what stands between them by name. */
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
