import { PASSWORD_LENGTH_DEFAULT_ON_PAGE, PASSWORD_LENGTH_MAX } from "@/lib/domain/passwords/generator-options";
import { compileRules, type RuleGenerator, type RulesRequest } from "@/lib/domain/rules/generate-by-rules";
import { parsePasswordRules } from "@/lib/domain/rules/parse-password-rules";
import { readRulesForm, type RulesOnForm, SPACE_SET } from "@/lib/domain/rules/rules-form";
import { readSiteSentence, type SentenceReading } from "@/lib/domain/rules/site-sentence";
import { type RefusalInWords, describeRefusal } from "./describe-rules";
import type { RulesDraft } from "./generator-drafts";
import { isWholeNumber } from "./is-whole-number";

export type RulesReading = { kind: "ready"; generator: RuleGenerator } | ({ kind: "refused" } & RefusalInWords);

export function readRulesDraft(draft: RulesDraft): RulesReading {
  if (!isWholeNumber(draft.length, 1, PASSWORD_LENGTH_MAX)) {
    const message = `Enter a length from 1 to ${PASSWORD_LENGTH_MAX}.`;
    return { kind: "refused", message, errors: { length: message } };
  }
  const compiled = compileRules(requestOf(draft));
  if (compiled.ok) return { kind: "ready", generator: compiled.generator };
  return { kind: "refused", ...describeRefusal(compiled) };
}

function requestOf({ rules, pattern, length, spaces }: RulesDraft): RulesRequest {
  return {
    rules,
    pattern: pattern === "" ? undefined : pattern,
    options: spaces ? {} : { exclude: " " },
    lengthWanted: Number(length),
  };
}

/** Null for rules with a syntax error. */
export function rulesOnForm(rules: string): RulesOnForm | null {
  const outcome = parsePasswordRules(rules);
  return outcome.kind === "rules" ? readRulesForm(outcome.rules) : null;
}

/** What changes when the site's sentence does: it replaces the rules, and a cleared one only those that it gave. */
export function rulesAfterSentence(sentence: string, draft: RulesDraft): Partial<RulesDraft> {
  const before = readSiteSentence(draft.sentence);
  const { rules, spaces } = readSiteSentence(sentence);
  if (rules === "" && draft.rules !== before.rules) return { sentence };
  const needsSpace = rules.includes("required: [ ]");
  return {
    sentence,
    rules,
    ...(rules !== "" && draft.siteAnswer.kind !== "no-lists" && { siteAnswer: { kind: "none" } }),
    ...(needsSpace ? { spaces: true } : spaces === false ? { spaces: false } : {}),
  };
}

/** Whether the site's sentence gave the rules, and they weren't changed since. */
export function followsSentence({ sentence, rules }: RulesDraft, reading: SentenceReading): boolean {
  return sentence.trim() !== "" && rules !== "" && rules === reading.rules;
}

/** Whether the site's sentence or the rules rule spaces out, so that the user has no choice. */
export function forbidsSpaces(draft: RulesDraft, reading: SentenceReading): boolean {
  if (followsSentence(draft, reading) && reading.spaces === false) return true;
  const outcome = parsePasswordRules(draft.rules);
  return outcome.kind === "rules" && outcome.rules.allowed !== null && (outcome.rules.allowed & SPACE_SET) === 0n;
}

type Settings = Record<string, string | number | boolean | undefined>;

export function rulesForUrl({ rules, pattern, length, spaces }: RulesDraft): Settings {
  return { rules, pattern, length: Number(length), spaces };
}

export const defaultRulesInUrl: Settings = {
  rules: "",
  pattern: "",
  length: PASSWORD_LENGTH_DEFAULT_ON_PAGE,
  spaces: false,
};

/**
 * The settings of an API request. The length is the one that the rules allow. The space is excluded only where a password
 * could contain it.
 */
export function rulesForRequest(draft: RulesDraft, { length, alphabetSize }: RuleGenerator): Settings {
  const { rules, pattern } = draft;
  return {
    rules: rules || undefined,
    pattern: pattern || undefined,
    length,
    exclude: excludesSpace(draft, alphabetSize) ? " " : undefined,
  };
}

/** Without rules, the API's passwords have no spaces anyway. */
function excludesSpace(draft: RulesDraft, alphabetSize: number): boolean {
  if (draft.spaces || draft.rules + draft.pattern === "") return false;
  const withSpaces = compileRules(requestOf({ ...draft, spaces: true }));
  return !withSpaces.ok || withSpaces.generator.alphabetSize !== alphabetSize;
}
