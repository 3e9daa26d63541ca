// Control and invisible format characters, such as bidi overrides, except the two joiners that Persian, Indic scripts and
// emoji need.
const invisible = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu;

const LENGTH_MAX = 200;
const NAME_MAX = 60;

/** Makes text that a user wrote safe for a mail: one line, no change of direction, at most `lengthMax` characters. */
export function sanitizeLine(text: string, lengthMax = LENGTH_MAX): string {
  const line = text
    .replace(/[\s\p{Zl}\p{Zp}\p{Cc}]+/gu, " ")
    .replace(invisible, "")
    .replace(/ {2,}/g, " ")
    .trim();
  const characters = Array.from(line);
  return characters.length <= lengthMax
    ? line
    : `${characters
        .slice(0, lengthMax - 1)
        .join("")
        .trimEnd()}…`;
}

/**
 * A name for the greeting, or null if a mail program could turn part of it into a link: an attacker who signs up with
 * another user's address chooses the name, and could advertise in it.
 */
export function sanitizeName(name: string | null): string | null {
  const words = sanitizeLine(name ?? "", NAME_MAX);
  return words === "" || /[@<>]|:\/|www\.|\p{L}\.\p{L}{2,}|[\p{L}\p{N}]\/[\p{L}\p{N}]/iu.test(words) ? null : words;
}
