import { setOf, type CharacterSet } from "./character-set";

// The words of sentences in which sites state what a password needs. Hyphens within a word are left out.

export type SentenceClass = "lower" | "upper" | "mixed" | "letter" | "digit" | "symbol" | "alphanumeric" | "space";

const classes: Record<SentenceClass, string> = {
  lower: "lower lowercase lowercased small",
  upper: "upper uppercase uppercased capital capitals caps capitalized capitalised",
  mixed: "mixedcase upperandlowercase loweranduppercase",
  letter: "letter letters alphabetic alphabetical alpha alphabets",
  digit: "number numbers digit digits numeric numerical numeral numerals",
  symbol: "special symbol symbols punctuation nonalphanumeric nonalphanumerical specials",
  alphanumeric: "alphanumeric alphanumerical alphanumerics",
  space: "space spaces whitespace whitespaces blank blanks",
};

const symbolNames: Record<string, string> = {
  "-": "hyphen hyphens dash dashes",
  _: "underscore underscores",
  ".": "period periods dot dots",
  ",": "comma commas",
  ";": "semicolon semicolons",
  "&": "ampersand ampersands",
  "*": "asterisk asterisks",
  "'": "apostrophe apostrophes",
  "'\"": "quote quotes quotation quotations",
  "/": "slash slashes",
  "\\": "backslash backslashes",
  "!": "exclamation",
  "?": "question",
  "~": "tilde tildes",
  "^": "caret carets",
  "%": "percent",
  $: "dollar",
  "#": "hash hashes hashtag",
  "<>": "angle",
};

const numbers =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(
    " ",
  );
const tens: Record<string, number> = { thirty: 30, forty: 40, fifty: 50, sixty: 60, hundred: 100 };

const wordLists = {
  character: "character characters char chars mark marks sign signs case cased",
  length: "long length",
  negation:
    "no not neither cannot can't cant don't dont never without mustn't isn't aren't shouldn't shan't won't nor avoid avoids exclude excludes excluded excluding disallow disallows disallowed prohibited forbidden invalid unsupported unacceptable banned",
  exception: "except excepting besides",
  determiner: "no without neither",
  allowance:
    "allow allows allowed permit permits permitted accept accepts accepted acceptable may can could optional optionally valid supported",
  demand:
    "must need needs needed require requires required requirement requirements contain contains containing include includes including included have has having mix mixture combination use using used both with incl",
  only: "only solely just consist consists consisting comprised composed",
  more: "more longer greater over exceed exceeds exceeding above",
  fewer: "less fewer shorter under below smaller",
  minimum: "least minimum min",
  maximum: "most maximum max up",
  exact: "exactly precisely exact equal",
  example: "such like eg ie example examples",
  alternative: "or either",
  conjunction: "and plus also then but while well additionally",
  type: "type types category categories group groups kind kinds class classes set sets following",
  range: "between from",
  through: "to through thru until and",
  filler:
    "a an the of in it its is are be been being must should shall will would your you we our this that these those there their them they please password passwords passphrase passphrases pin code codes do does for to at than as by on any each every all other another apart new create choose pick enter make sure total consisting contain comprise made up out if want only english latin ascii basic standard minimum maximum lengths character least per so from when which and/or etc not following rules rule criteria complexity strong secure safe good security reasons note tip long between within range ranging allowed anywhere somewhere upto along",
} as const;

type WordList = keyof typeof wordLists;

// Object.fromEntries loses the names.
const lists = Object.fromEntries(
  Object.entries(wordLists).map(([name, words]) => [name, new Set(words.split(" "))]),
) as unknown as Record<WordList, ReadonlySet<string>>;

const classOfWord = new Map(
  Object.entries(classes).flatMap(([name, words]) => words.split(" ").map((word) => [word, name as SentenceClass])),
);

const symbolOfWord = new Map(
  Object.entries(symbolNames).flatMap(([symbols, words]) => words.split(" ").map((word) => [word, setOf(symbols)])),
);

type RunWord = "repeating" | "sequential" | "either" | "row";

/** Runs of one character, or of neighbours such as "abc". */
const runWords = new Map<string, RunWord>([
  ...pairs(
    "identical same repeat repeats repeated repeating repetition repetitions repetitive duplicate duplicates duplicated",
    "repeating",
  ),
  ...pairs("sequence sequences sequential sequentially ascending descending", "sequential"),
  ...pairs("consecutive consecutively successive successively", "either"),
  ...pairs("row adjacent", "row"),
]);

const runFillers = new Set(
  "times time once twice thrice order pattern patterns run runs occur occurrence occurrences appear".split(" "),
);

/** What a random password doesn't contain or repeat. */
const personalWords = new Set(
  "name names firstname lastname surname username usernames user userid login email emails mail address dictionary word words common commonly previous previously history reuse reused recent recently old birthday birthdays birth personal phone telephone company guess guessable guessed easy easily obvious sensitive casesensitive caseinsensitive breach breached breaches compromised leaked pwned keyboard qwerty date dates insensitive unique simple predictable account id identifier trivial".split(
    " ",
  ),
);

function pairs(words: string, value: RunWord): [string, RunWord][] {
  return words.split(" ").map((word) => [word, value]);
}

export function isIn(list: WordList, word: string): boolean {
  return lists[list].has(word);
}

export function classNamed(word: string): SentenceClass | undefined {
  return classOfWord.get(word);
}

export function symbolsNamed(word: string): CharacterSet | undefined {
  return symbolOfWord.get(word);
}

export function runNamed(word: string): RunWord | undefined {
  return runWords.get(word);
}

export function isPersonal(word: string): boolean {
  return personalWords.has(word);
}

export function isRunFiller(word: string): boolean {
  return runFillers.has(word);
}

/** The number that a word or two joined words name, such as "eight" or "twentyfour". */
export function numberNamed(word: string): number | undefined {
  if (word === "single") return 1;
  if (word === "dozen") return 12;
  const unit = numbers.indexOf(word);
  if (unit !== -1) return unit;
  if (word in tens) return tens[word];
  for (const [name, value] of [["twenty", 20], ...Object.entries(tens)] as [string, number][]) {
    if (!word.startsWith(name)) continue;
    const rest = numbers.indexOf(word.slice(name.length));
    if (rest > 0 && rest < 10) return value + rest;
  }
  return undefined;
}

export function isKnownWord(word: string): boolean {
  return (
    Object.values(lists).some((list) => list.has(word)) ||
    classOfWord.has(word) ||
    symbolOfWord.has(word) ||
    numberNamed(word) !== undefined
  );
}
