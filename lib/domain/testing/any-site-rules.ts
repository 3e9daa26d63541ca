import fc from "fast-check";

/** Rules of a site as data, which tests write as text and check against a password without the parser or the generator. */
export type SiteRules = {
  required: ClassWords[];
  allowed: ClassWords;
  lengthMin: number | null;
  lengthMax: number | null;
  consecutiveMax: number | null;
};

type ClassWords = string[];

const named: Record<string, (character: string) => boolean> = {
  lower: (character) => character >= "a" && character <= "z",
  upper: (character) => character >= "A" && character <= "Z",
  digit: (character) => character >= "0" && character <= "9",
  special: (character) => character >= " " && character <= "~" && !/[a-zA-Z0-9]/.test(character),
  "ascii-printable": (character) => character >= " " && character <= "~",
};

const classWord = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...Object.keys(named)) },
  fc.subarray([..."-aA1!xY7]"], { minLength: 1 }).map((characters) => `[${characters.join("")}]`),
);

const classWords = fc.array(classWord, { minLength: 1, maxLength: 3 });

/** Some contain a conflict. */
export function anySiteRules(lengthMax: number): fc.Arbitrary<SiteRules> {
  return fc.record({
    required: fc.array(classWords, { maxLength: 3 }),
    allowed: fc.oneof(fc.constant<ClassWords>([]), classWords),
    lengthMin: fc.option(fc.integer({ min: 1, max: lengthMax })),
    lengthMax: fc.option(fc.integer({ min: 1, max: lengthMax })),
    consecutiveMax: fc.option(fc.integer({ min: 1, max: 4 })),
  });
}

export function writeSiteRules({ required, allowed, lengthMin, lengthMax, consecutiveMax }: SiteRules): string {
  return [
    ...required.map((words) => `required: ${words.join(", ")}`),
    ...(allowed.length > 0 ? [`allowed: ${allowed.join(", ")}`] : []),
    ...(lengthMin !== null ? [`minlength: ${lengthMin}`] : []),
    ...(lengthMax !== null ? [`maxlength: ${lengthMax}`] : []),
    ...(consecutiveMax !== null ? [`max-consecutive: ${consecutiveMax}`] : []),
  ].join("; ");
}

export function keepsSiteRules(password: string, rules: SiteRules): boolean {
  const { required, allowed, lengthMin, lengthMax, consecutiveMax } = rules;
  const characters = [...password];
  const usable = [...allowed, ...required.flat()];
  if (usable.length > 0 && !characters.every((character) => isInAny(character, usable))) return false;
  if (characters.length < (lengthMin ?? 0) || characters.length > (lengthMax ?? Infinity)) return false;
  if (longestRow(characters) > (consecutiveMax ?? Infinity)) return false;
  // A repeated line requires two characters, also when it names its classes differently.
  const sets = required.map((words) => characters.filter((character) => isInAny(character, words)).length);
  const repeats = required.map((words) => required.filter((other) => isSameSet(words, other)).length);
  return sets.every((count, index) => count >= (repeats[index] ?? 1));
}

function isSameSet(some: ClassWords, others: ClassWords): boolean {
  const printable = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(0x20 + index));
  return printable.every((character) => isInAny(character, some) === isInAny(character, others));
}

function isInAny(character: string, words: ClassWords): boolean {
  return words.some((word) => named[word]?.(character) ?? word.slice(1, -1).includes(character));
}

function longestRow(characters: readonly string[]): number {
  let longest = 0;
  let row = 0;
  for (const [index, character] of characters.entries()) {
    row = character === characters[index - 1] ? row + 1 : 1;
    longest = Math.max(longest, row);
  }
  return longest;
}
