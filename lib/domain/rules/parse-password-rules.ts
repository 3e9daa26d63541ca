import {
  ALL_CHARACTERS,
  DIGIT_SET,
  LOWER_SET,
  NO_CHARACTERS,
  setOf,
  SPECIAL_SET,
  UPPER_SET,
  type CharacterSet,
} from "./character-set";

/** The `passwordrules` language of Apple and the WHATWG proposal, parsed as by Apple's parser. */
export type PasswordRules = {
  required: readonly RequiredRule[];
  /** All characters that may occur: allowed and required ones. Null when a text has neither rule. */
  allowed: CharacterSet | null;
  lengthMin: number | null;
  lengthMax: number | null;
  /** An older word for both of the following. */
  consecutiveMax: number | null;
  /** The longest run of one character, such as "aaa". */
  repeatingMax: number | null;
  /** The longest run of neighbours within a-z, A-Z or 0-9, such as "abc" or "321". */
  sequentialMax: number | null;
};

/** At least `minimum` characters from the set; `text` is the rule's text, such as "required: upper, digit". */
export type RequiredRule = { text: string; set: CharacterSet; minimum: number };

/** The position, in UTF-16 units from 0, and the reason of a syntax error. */
export type SyntaxProblem = { position: number; reason: string };

export type PasswordRulesOutcome =
  | { kind: "rules"; rules: PasswordRules }
  | { kind: "problems"; problems: SyntaxProblem[] };

const numberProperties = ["max-consecutive", "max-repeating", "max-sequential", "minlength", "maxlength"] as const;
type NumberProperty = (typeof numberProperties)[number];
type Property = "required" | "allowed" | NumberProperty;
type ClassList = { names: string[]; set: CharacterSet };
type RulesSoFar = { -readonly [Key in keyof PasswordRules]: PasswordRules[Key] } & { required: RequiredRule[] };
type Cursor = { text: string; position: number; problem: SyntaxProblem | null };

const namedSets: ReadonlyMap<string, CharacterSet> = new Map([
  ["upper", UPPER_SET],
  ["lower", LOWER_SET],
  ["digit", DIGIT_SET],
  ["special", SPECIAL_SET],
  ["ascii-printable", ALL_CHARACTERS],
  // A site that accepts all of Unicode accepts ASCII, which every keyboard can type.
  ["unicode", ALL_CHARACTERS],
]);

const properties: readonly Property[] = ["required", "allowed", ...numberProperties];

export const propertyNames: ReadonlySet<string> = new Set(properties);
export const classNames: ReadonlySet<string> = new Set(namedSets.keys());

/** Ten times the longest rules in Apple's list. */
export const RULES_LENGTH_MAX = 2_000;
const PROBLEMS_MAX = 10;

export function parsePasswordRules(text: string): PasswordRulesOutcome {
  if (text.length > RULES_LENGTH_MAX) {
    const reason = `The rules are longer than ${RULES_LENGTH_MAX} characters.`;
    return { kind: "problems", problems: [{ position: RULES_LENGTH_MAX, reason }] };
  }
  const rules: RulesSoFar = {
    required: [],
    allowed: null,
    lengthMin: null,
    lengthMax: null,
    consecutiveMax: null,
    repeatingMax: null,
    sequentialMax: null,
  };
  const problems: SyntaxProblem[] = [];
  const cursor: Cursor = { text, position: 0, problem: null };
  for (;;) {
    skipSpaces(cursor);
    if (cursor.position >= text.length || problems.length === PROBLEMS_MAX) break;
    if (text[cursor.position] === ";") {
      cursor.position += 1;
      continue;
    }
    parseRule(cursor, rules);
    skipSpaces(cursor);
    if (cursor.problem === null && cursor.position < text.length && text[cursor.position] !== ";")
      fail(cursor, 'Expected ";".');
    if (cursor.problem === null) continue;
    problems.push(cursor.problem);
    cursor.problem = null;
    const end = text.indexOf(";", cursor.position);
    cursor.position = end === -1 ? text.length : end;
  }
  return problems.length > 0 ? { kind: "problems", problems } : { kind: "rules", rules };
}

function parseRule(cursor: Cursor, rules: RulesSoFar): void {
  const start = cursor.position;
  const name = takeIdentifier(cursor).toLowerCase();
  const property = properties.find((known) => known === name);
  if (property === undefined) return fail(cursor, `Expected one of ${properties.join(", ")}.`, start);
  skipSpaces(cursor);
  if (cursor.text[cursor.position] !== ":") return fail(cursor, `Expected ":" after ${property}.`);
  cursor.position += 1;
  skipSpaces(cursor);
  // A rule without a value has no effect.
  if (cursor.position >= cursor.text.length || cursor.text[cursor.position] === ";") return;

  if (property === "required" || property === "allowed") return parseClassRule(cursor, property, rules);
  parseNumberRule(cursor, property, rules);
}

/** The strictest of several numbers applies. Zero has no effect, as in Apple's parser. */
function parseNumberRule(cursor: Cursor, property: NumberProperty, rules: RulesSoFar): void {
  const digits = /^[0-9]+/.exec(cursor.text.slice(cursor.position))?.[0];
  if (digits === undefined) return fail(cursor, `Expected a whole number after ${property}.`);
  cursor.position += digits.length;
  const value = Number(digits);
  if (value === 0) return;

  if (property === "minlength") rules.lengthMin = Math.max(value, rules.lengthMin ?? value);
  else rules[maxima[property]] = Math.min(value, rules[maxima[property]] ?? value);
}

const maxima = {
  maxlength: "lengthMax",
  "max-consecutive": "consecutiveMax",
  "max-repeating": "repeatingMax",
  "max-sequential": "sequentialMax",
} as const satisfies Record<Exclude<NumberProperty, "minlength">, keyof PasswordRules>;

function parseClassRule(cursor: Cursor, property: "required" | "allowed", rules: RulesSoFar): void {
  const start = cursor.position;
  const list = takeClassList(cursor);
  if (list === null) return;
  if (list.set === NO_CHARACTERS) {
    if (property === "required") fail(cursor, "The required classes contain no printable ASCII character.", start);
    return;
  }
  rules.allowed = (rules.allowed ?? NO_CHARACTERS) | list.set;
  if (property === "required") addRequired(rules.required, `required: ${list.names.join(", ")}`, list.set);
}

/** Apple's list repeats a line to require two digits. A password with two also satisfies parsers that merge equal lines. */
function addRequired(required: RequiredRule[], text: string, set: CharacterSet): void {
  const equal = required.find((rule) => rule.set === set);
  if (equal === undefined) required.push({ text, set, minimum: 1 });
  else equal.minimum += 1;
}

function takeClassList(cursor: Cursor): ClassList | null {
  const list: ClassList = { names: [], set: NO_CHARACTERS };
  for (;;) {
    const start = cursor.position;
    const set = cursor.text[start] === "[" ? takeCustomSet(cursor) : takeNamedSet(cursor);
    if (set === null) return null;
    list.set |= set;
    if (set !== NO_CHARACTERS) list.names.push(cursor.text.slice(start, cursor.position));
    skipSpaces(cursor);
    if (cursor.text[cursor.position] !== ",") return list;
    cursor.position += 1;
    skipSpaces(cursor);
  }
}

function takeNamedSet(cursor: Cursor): CharacterSet | null {
  const start = cursor.position;
  const set = namedSets.get(takeIdentifier(cursor).toLowerCase());
  if (set !== undefined) return set;
  fail(cursor, `Expected one of ${[...namedSets.keys()].join(", ")} or characters in square brackets.`, start);
  return null;
}

/** A "-" is literal only as the first character, and a "]" only as the last. There are no ranges or escapes. */
function takeCustomSet(cursor: Cursor): CharacterSet | null {
  const { text, position: start } = cursor;
  const end = text.indexOf("]", start + 1);
  if (end === -1) {
    fail(cursor, 'Expected a closing "]".', start);
    return null;
  }
  const inside = text.slice(start + 1, end);
  const closesWithBracket = text[end + 1] === "]";
  cursor.position = end + (closesWithBracket ? 2 : 1);
  return setOf(inside.slice(0, 1) + inside.slice(1).replaceAll("-", "") + (closesWithBracket ? "]" : ""));
}

function takeIdentifier(cursor: Cursor): string {
  const identifier = /^[a-zA-Z-]*/.exec(cursor.text.slice(cursor.position))?.[0] ?? "";
  cursor.position += identifier.length;
  return identifier;
}

function skipSpaces(cursor: Cursor): void {
  while (/^[ \f\n\r\t]$/.test(cursor.text[cursor.position] ?? "")) cursor.position += 1;
}

function fail(cursor: Cursor, reason: string, position = cursor.position): void {
  cursor.problem = { position, reason };
}
