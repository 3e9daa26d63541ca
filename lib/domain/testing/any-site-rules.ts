import fc from "fast-check";

/** Rules of a site as data, which tests write as text and check against a password without the parser or the generator. */
export type SiteRules = {
  required: ClassWords[];
  allowed: ClassWords;
  lengthMin: number | null;
  lengthMax: number | null;
  /** The longest runs: of one character or in a sequence, of one character only, in a sequence only. */
  consecutiveMax: number | null;
  repeatingMax: number | null;
  sequentialMax: number | null;
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
  fc.subarray([..."-aA1!xY7bB2]"], { minLength: 1 }).map((characters) => `[${characters.join("")}]`),
);

const classWords = fc.array(classWord, { minLength: 1, maxLength: 3 });

const runMax = fc.option(fc.integer({ min: 1, max: 4 }), { freq: 1 });

/** Some contain a conflict. */
export function anySiteRules(lengthMax: number): fc.Arbitrary<SiteRules> {
  return fc.record({
    required: fc.array(classWords, { maxLength: 3 }),
    allowed: fc.oneof(fc.constant<ClassWords>([]), classWords),
    lengthMin: fc.option(fc.integer({ min: 1, max: lengthMax })),
    lengthMax: fc.option(fc.integer({ min: 1, max: lengthMax })),
    consecutiveMax: runMax,
    repeatingMax: runMax,
    sequentialMax: runMax,
  });
}

export function writeSiteRules(rules: SiteRules): string {
  const { required, allowed, lengthMin, lengthMax, consecutiveMax, repeatingMax, sequentialMax } = rules;
  return [
    ...required.map((words) => `required: ${words.join(", ")}`),
    ...(allowed.length > 0 ? [`allowed: ${allowed.join(", ")}`] : []),
    ...(lengthMin !== null ? [`minlength: ${lengthMin}`] : []),
    ...(lengthMax !== null ? [`maxlength: ${lengthMax}`] : []),
    ...(consecutiveMax !== null ? [`max-consecutive: ${consecutiveMax}`] : []),
    ...(repeatingMax !== null ? [`max-repeating: ${repeatingMax}`] : []),
    ...(sequentialMax !== null ? [`max-sequential: ${sequentialMax}`] : []),
  ].join("; ");
}

export function keepsSiteRules(password: string, rules: SiteRules): boolean {
  const { required, allowed, lengthMin, lengthMax, consecutiveMax, repeatingMax, sequentialMax } = rules;
  const characters = [...password];
  const usable = [...allowed, ...required.flat()];
  if (usable.length > 0 && !characters.every((character) => isInAny(character, usable))) return false;
  if (characters.length < (lengthMin ?? 0) || characters.length > (lengthMax ?? Infinity)) return false;
  if (longestRun(characters, 0) > Math.min(consecutiveMax ?? Infinity, repeatingMax ?? Infinity)) return false;
  const sequence = Math.max(longestRun(characters, 1), longestRun(characters, -1));
  if (sequence > Math.min(consecutiveMax ?? Infinity, sequentialMax ?? Infinity)) return false;
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

/** The longest run in which each code point is `step` above the one before; other than 0 only within a-z, A-Z or 0-9. */
function longestRun(characters: readonly string[], step: number): number {
  let longest = 0;
  let run = 0;
  for (const [index, character] of characters.entries()) {
    const before = characters[index - 1] ?? "";
    const isNext = character.codePointAt(0) === (before.codePointAt(0) ?? NaN) + step;
    const isInOneRange = [/^[a-z]+$/, /^[A-Z]+$/, /^[0-9]+$/].some((range) => range.test(before + character));
    run = isNext && (step === 0 || isInOneRange) ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}
