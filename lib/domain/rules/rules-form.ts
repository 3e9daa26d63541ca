import {
  ALL_CHARACTERS,
  charactersOf,
  DIGIT_SET,
  LOWER_SET,
  NO_CHARACTERS,
  setOf,
  SPECIAL_SET,
  UPPER_SET,
  type CharacterSet,
} from "./character-set";
import { parsePasswordRules, type PasswordRules } from "./parse-password-rules";

export const formClasses = ["lower", "upper", "digit", "symbol"] as const;
export type FormClass = (typeof formClasses)[number];

/** Password rules as a form. */
export type RulesForm = {
  lengthMin: number | null;
  lengthMax: number | null;
  /** The least number of characters of each class: 0 for an optional one, null for one that isn't allowed. */
  classes: Readonly<Record<FormClass, number | null>>;
  /** The symbols that may occur; empty for all of them and the space. */
  symbols: string;
  /** The longest run of one character. */
  repeatingMax: number | null;
  /** The longest run of neighbours within a-z, A-Z or 0-9. */
  sequentialMax: number | null;
};

/** A form, and the rules that it can't express, in the language of the rules. */
export type RulesOnForm = { form: RulesForm; kept: readonly string[] };

export const anyPassword: RulesForm = {
  lengthMin: null,
  lengthMax: null,
  classes: { lower: 0, upper: 0, digit: 0, symbol: 0 },
  symbols: "",
  repeatingMax: null,
  sequentialMax: null,
};

export const SPACE_SET = setOf(" ");
/** All symbols without the space. */
export const SYMBOL_SET = SPECIAL_SET & ~SPACE_SET;

const classSets = { lower: LOWER_SET, upper: UPPER_SET, digit: DIGIT_SET } as const;

/** Shows rules as a form. Writing the form and what it keeps gives rules with the same passwords. */
export function readRulesForm({ required, allowed, ...rules }: PasswordRules): RulesOnForm {
  const all = allowed ?? ALL_CHARACTERS;
  const symbols = symbolsOf(all);
  const symbolSet = symbols === null ? NO_CHARACTERS : formSymbolSet(symbols);
  const sets = { ...classSets, symbol: symbolSet };
  const classes = { lower: null, upper: null, digit: null, symbol: null } as Record<FormClass, number | null>;
  let covered = NO_CHARACTERS;
  for (const name of formClasses) {
    if (sets[name] === NO_CHARACTERS || (all & sets[name]) !== sets[name]) continue;
    classes[name] = 0;
    covered |= sets[name];
  }
  const kept: string[] = [];
  for (const { text, set, minimum } of required) {
    const name = formClasses.find((one) => classes[one] !== null && sets[one] === set);
    if (name !== undefined) classes[name] = minimum;
    else {
      kept.push(Array<string>(minimum).fill(text).join("; "));
      covered |= set;
    }
  }
  const rest = all & ~covered;
  if (rest !== NO_CHARACTERS) kept.push(`allowed: ${customSetOf(rest)}`);
  return { form: { ...lengthsAndRuns(rules), classes, symbols: symbols ?? "" }, kept };
}

/** Writes a form as rules, with those that it can't express. At least one class must be allowed. */
export function writeRulesForm({ form, kept }: RulesOnForm): string {
  const { lengthMin, lengthMax, repeatingMax, sequentialMax } = form;
  const rules: string[] = [];
  if (lengthMin !== null) rules.push(`minlength: ${lengthMin}`);
  if (lengthMax !== null) rules.push(`maxlength: ${lengthMax}`);
  const optional: string[] = [];
  for (const name of formClasses) {
    const minimum = form.classes[name];
    const written = name === "symbol" ? writtenSymbols(form.symbols) : name;
    if (minimum === 0) optional.push(written);
    else if (minimum !== null) rules.push(...Array<string>(minimum).fill(`required: ${written}`));
  }
  const allowsAll = optional.length === formClasses.length && form.symbols === "" && kept.length === 0;
  if (optional.length > 0 && !allowsAll) rules.push(`allowed: ${optional.join(", ")}`);
  rules.push(...kept);
  if (repeatingMax !== null && repeatingMax === sequentialMax) rules.push(`max-consecutive: ${repeatingMax}`);
  else {
    if (repeatingMax !== null) rules.push(`max-repeating: ${repeatingMax}`);
    if (sequentialMax !== null) rules.push(`max-sequential: ${sequentialMax}`);
  }
  return rules.map((rule) => `${rule};`).join(" ");
}

/** The classes of which kept rules allow a character, so that the form can't forbid them. */
export function classesAllowedBy(kept: readonly string[]): ReadonlySet<FormClass> {
  const outcome = parsePasswordRules(kept.join("; "));
  const set = outcome.kind === "rules" ? (outcome.rules.allowed ?? NO_CHARACTERS) : NO_CHARACTERS;
  const sets = { ...classSets, symbol: SYMBOL_SET };
  return new Set(formClasses.filter((name) => (set & sets[name]) !== NO_CHARACTERS));
}

/** The characters of a set in square brackets: there a "-" is literal only as the first, and a "]" only as the last. */
export function customSetOf(set: CharacterSet): string {
  const characters = charactersOf(set);
  const first = characters.includes("-") ? "-" : "";
  const last = characters.includes("]") ? "]" : "";
  return `[${first}${characters.filter((one) => one !== "-" && one !== "]").join("")}${last}]`;
}

/** Empty for all symbols and the space, null for none. */
function symbolsOf(all: CharacterSet): string | null {
  if ((all & SPECIAL_SET) === SPECIAL_SET) return "";
  return charactersOf(all & SYMBOL_SET).join("") || null;
}

function formSymbolSet(symbols: string): CharacterSet {
  return symbols === "" ? SPECIAL_SET : setOf(symbols) & SYMBOL_SET;
}

function writtenSymbols(symbols: string): string {
  return symbols === "" ? "special" : customSetOf(formSymbolSet(symbols));
}

type LengthsAndRuns = Pick<RulesForm, "lengthMin" | "lengthMax" | "repeatingMax" | "sequentialMax">;

function lengthsAndRuns(rules: Omit<PasswordRules, "required" | "allowed">): LengthsAndRuns {
  const { lengthMin, lengthMax, consecutiveMax, repeatingMax, sequentialMax } = rules;
  return {
    lengthMin,
    lengthMax,
    repeatingMax: stricter(consecutiveMax, repeatingMax),
    sequentialMax: stricter(consecutiveMax, sequentialMax),
  };
}

function stricter(one: number | null, other: number | null): number | null {
  const strictest = Math.min(one ?? Infinity, other ?? Infinity);
  return strictest === Infinity ? null : strictest;
}
