// ICAO's spelling alphabet (Annex 10, volume II, 5.2.1.3), with its own spelling of Alfa and Juliett.
const letters = (
  "alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike " +
  "november oscar papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu"
).split(" ");
const digits = "zero one two three four five six seven eight nine".split(" ");
const symbols: Record<string, string> = {
  " ": "space",
  "!": "exclamation mark",
  '"': "double quote",
  "#": "hash",
  $: "dollar",
  "%": "percent",
  "&": "ampersand",
  "'": "apostrophe",
  "(": "left parenthesis",
  ")": "right parenthesis",
  "*": "asterisk",
  "+": "plus",
  ",": "comma",
  "-": "hyphen",
  ".": "full stop",
  "/": "slash",
  ":": "colon",
  ";": "semicolon",
  "<": "less than",
  "=": "equals",
  ">": "greater than",
  "?": "question mark",
  "@": "at sign",
  "[": "left bracket",
  "\\": "backslash",
  "]": "right bracket",
  "^": "caret",
  _: "underscore",
  "`": "backtick",
  "{": "left brace",
  "|": "vertical bar",
  "}": "right brace",
  "~": "tilde",
};

/** The spoken name of a character: "alfa", "capital ALFA", "seven", "at sign"; outside ASCII its code point. */
export function characterName(character: string): string {
  if (/^[a-z]$/.test(character)) return letterName(character);
  if (/^[A-Z]$/.test(character)) return `capital ${letterName(character.toLowerCase()).toUpperCase()}`;
  if (/^[0-9]$/.test(character)) return digits[Number(character)] ?? character;
  return (
    symbols[character] ?? `character U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`
  );
}

function letterName(letter: string): string {
  return letters[letter.charCodeAt(0) - "a".charCodeAt(0)] ?? letter;
}
