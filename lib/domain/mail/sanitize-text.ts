// Controls, and every invisible sign that moves or hides others (bidi overrides among them), but for the two joiners that
// Persian, Indic scripts and emoji are written with.
const unseen = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu;

const LENGTH_MAX = 200;
const NAME_MAX = 60;

/** One line of somebody else's text as it may stand in a mail: nothing in it breaks a line, turns the direction or runs on. */
export function sanitizeLine(text: string, lengthMax = LENGTH_MAX): string {
  const line = text
    .replace(/[\s\p{Zl}\p{Zp}\p{Cc}]+/gu, " ")
    .replace(unseen, "")
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
 * A name that may be greeted, or null. What mail programs would make a link of is no name: whoever signs up with another's
 * address chooses the name, and could advertise in it.
 */
export function sanitizeName(name: string | null): string | null {
  const words = sanitizeLine(name ?? "", NAME_MAX);
  return words === "" || /[@<>]|:\/|www\.|\p{L}\.\p{L}{2,}|[\p{L}\p{N}]\/[\p{L}\p{N}]/iu.test(words) ? null : words;
}
