import {
  charactersOf,
  DIGIT_SET,
  LOWER_SET,
  NO_CHARACTERS,
  SPECIAL_SET,
  UPPER_SET,
  type CharacterSet,
} from "@/lib/domain/rules/character-set";
import type { RulesRefusal } from "@/lib/domain/rules/generate-by-rules";
import { parsePasswordRules, type PasswordRules } from "@/lib/domain/rules/parse-password-rules";

const classNames: [CharacterSet, one: string, several: string][] = [
  [LOWER_SET, "lowercase letter", "lowercase letters"],
  [UPPER_SET, "uppercase letter", "uppercase letters"],
  [DIGIT_SET, "digit", "digits"],
  [SPECIAL_SET, "symbol", "symbols"],
];

/** Explains rules to users, one line for each. */
export function describeRules(text: string): string[] {
  const outcome = parsePasswordRules(text);
  return outcome.kind === "rules" ? linesOf(outcome.rules) : [];
}

/** A rule that a form of rules can't show. */
export function describeKept(text: string): string {
  const outcome = parsePasswordRules(text);
  if (outcome.kind === "problems") return text;
  const { required, allowed } = outcome.rules;
  if (required.length === 0 && allowed !== null) return `Also allowed: ${describeSet(allowed, "all")}.`;
  return linesOf(outcome.rules).filter(isNotOnly).join(" ");
}

function linesOf(rules: PasswordRules): string[] {
  const { lengthMin, lengthMax, required, allowed } = rules;
  const lines: string[] = [];
  if (lengthMin !== null && lengthMin === lengthMax) lines.push(`Exactly ${lengthMin} characters.`);
  else if (lengthMin !== null && lengthMax !== null) lines.push(`${lengthMin} to ${lengthMax} characters.`);
  else if (lengthMin !== null) lines.push(`At least ${lengthMin} characters.`);
  else if (lengthMax !== null) lines.push(`At most ${lengthMax} characters.`);
  for (const { set, minimum } of required)
    lines.push(`At least ${minimum} ${describeSet(set, minimum === 1 ? "one" : "several")}.`);
  if (allowed !== null) lines.push(`Only ${describeSet(allowed, "all")}.`);
  return [...lines, ...linesOfRuns(rules)];
}

function linesOfRuns({ consecutiveMax, repeatingMax, sequentialMax }: PasswordRules): string[] {
  const lines: string[] = [];
  const repeating = Math.min(consecutiveMax ?? Infinity, repeatingMax ?? Infinity);
  const sequential = Math.min(consecutiveMax ?? Infinity, sequentialMax ?? Infinity);
  if (repeating === 1) lines.push("No character twice in a row.");
  else if (repeating < Infinity) lines.push(`No character more than ${repeating} times in a row.`);
  if (sequential < ALPHABET.length) {
    const many = sequential === 1 ? "2" : `more than ${sequential}`;
    const examples = [ALPHABET, DIGITS].filter(({ length }) => length > sequential);
    const inWords = examples.map((characters) => characters.slice(0, sequential + 1)).join(" or ");
    lines.push(`No ${many} letters or digits in sequence, such as ${inWords}.`);
  }
  return lines;
}

const ALPHABET = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "9876543210";

/** For example "uppercase letter or digit" or "lowercase letters, digits and - _". */
function describeSet(set: CharacterSet, amount: "one" | "several" | "all"): string {
  const names: string[] = [];
  let rest = set;
  for (const [members, one, several] of classNames) {
    if ((set & members) !== members) continue;
    names.push(amount === "one" ? one : several);
    rest &= ~members;
  }
  if (rest !== NO_CHARACTERS) {
    const characters = charactersOf(rest).map((character) => (character === " " ? "space" : character));
    names.push(amount === "all" ? characters.join(" ") : `of ${characters.join(" ")}`);
  }
  const last = names.pop() ?? "";
  return names.length === 0 ? last : `${names.join(", ")} ${amount === "all" ? "and" : "or"} ${last}`;
}

export type RulesErrors = Partial<Record<"rules" | "pattern" | "length" | "spaces", string>>;

export type RefusalInWords = { message: string; details?: string[]; errors: RulesErrors };

/** Why no password could be generated, and what to change. */
export function describeRefusal(refusal: RulesRefusal): RefusalInWords {
  switch (refusal.kind) {
    case "syntax": {
      const [problem] = refusal.problems;
      const what = refusal.field === "rules" ? "rules" : "pattern";
      const message = `The ${what} can’t be read at character ${(problem?.position ?? 0) + 1}: ${problem?.reason ?? ""}`;
      return { message, errors: { [refusal.field]: message } };
    }
    case "unsupported": {
      const message = `The pattern has a ${refusal.construct} at character ${refusal.position + 1}, which isn’t supported. Remove it.`;
      return { message, errors: { pattern: message } };
    }
    case "too-complex":
      return { message: "These rules are too complex. Remove some of them.", errors: {} };
    case "conflict":
      return describeConflict(refusal.constraints);
    case "bits-unreachable":
      return { message: `These rules allow at most ${Math.floor(refusal.bitsMax)} bits.`, errors: {} };
  }
}

type ConflictingConstraint = Extract<RulesRefusal, { kind: "conflict" }>["constraints"][number];

function describeConflict(constraints: readonly ConflictingConstraint[]): RefusalInWords {
  const details = constraints.map(describeConstraint);
  const [only] = details;
  if (details.length === 1 && only !== undefined)
    return { message: `No password satisfies this rule: ${only}`, errors: {} };
  return { message: "These rules conflict. Remove one of them:", details, errors: {} };
}

function describeConstraint({ field, text }: ConflictingConstraint): string {
  switch (field) {
    case "rules":
      // "allowed" covers all allowed and required characters, from any rule.
      return text === "allowed"
        ? "only the characters in the rules"
        : describeRules(text).filter(isNotOnly).map(withoutFullStop).join(", and ") || text;
    case "pattern":
      return "the pattern";
    case "exclude":
      return "no spaces (“Allow spaces” is off)";
    default:
      return text;
  }
}

function isNotOnly(line: string): boolean {
  return !line.startsWith("Only ");
}

function withoutFullStop(line: string): string {
  return line.charAt(0).toLowerCase() + line.slice(1, -1);
}
