import type { RandomSource } from "@/lib/domain/random";
import { charactersOf, complementOf, NO_CHARACTERS, setOf } from "./character-set";
import { nearestLength, shortestLength, strongestLength } from "./choose-length";
import { demandsOf, type Constraint, type ConstraintField, type Demand } from "./constraint";
import { constraintsOfOptions, type RuleOptions } from "./constraints-of-options";
import { constraintsOfRules } from "./constraints-of-rules";
import { demandsOfPattern } from "./demands-of-pattern";
import { drawString, type StringSource } from "./draw-string";
import { ExactCounts } from "./exact-counts";
import { findConflict } from "./find-conflict";
import { lengthRange } from "./length-range";
import { parsePasswordRules, type SyntaxProblem } from "./parse-password-rules";
import { parsePattern } from "./parse-pattern";
import type { PatternConstruct } from "./pattern-node";
import { alphabetOf, RuleAutomaton } from "./rule-automaton";
import { shareParts } from "./shared-parts";
import { StringWeights } from "./string-weights";
import { TooComplex, WorkBudget } from "./work-budget";

export type RulesRequest = {
  /** In the passwordrules language. */
  rules?: string | undefined;
  /** An HTML pattern. */
  pattern?: string | undefined;
  options?: RuleOptions | undefined;
  /** Bounds of the length. */
  lengthMin?: number | undefined;
  lengthMax?: number | undefined;
  /** The preferred length; the nearest possible one is used, the longer one of two. */
  lengthWanted?: number | undefined;
  /** Instead of a preferred length: use the shortest that gives this many bits. */
  bits?: number | undefined;
};

/** Every string of `length` that satisfies all constraints is equally likely. */
export type RuleGenerator = {
  length: number;
  /** log2 of the number of such strings, accurate to the last place or two of a double. */
  bits: number;
  /** Characters that rules and options allow; a pattern may use fewer. */
  alphabetSize: number;
  /** The exact number of such strings; slow for long ones. */
  count(): bigint;
  draw(random: RandomSource): string;
};

export type RulesRefusal = { ok: false } & (
  | { kind: "syntax"; field: "rules" | "pattern"; problems: SyntaxProblem[] }
  | { kind: "unsupported"; field: "pattern"; construct: PatternConstruct; position: number }
  | { kind: "too-complex" }
  /** A minimal conflict: no password satisfies them all, but dropping any one of them makes them satisfiable. */
  | { kind: "conflict"; constraints: { field: ConstraintField; text: string }[] }
  | { kind: "bits-unreachable"; bits: number; bitsMax: number; length: number }
);

export type CompiledRules = { ok: true; generator: RuleGenerator } | RulesRefusal;

export type GeneratedByRules =
  | { ok: true; password: string; bits: number; length: number; alphabetSize: number }
  | RulesRefusal;

// Many forms trim what is typed. A soft demand: it counts only where some password satisfies it.
const SPACE = setOf(" ");
const solidEnds: Demand = { kind: "ends", set: complementOf(SPACE) };

/**
 * How much work each compilation of a request may take, in estimated nanoseconds. Beyond it, rules are refused as too
 * complex, or `TooComplex` is thrown, for a caller that can try again elsewhere.
 */
export type WorkLimit = { nanoseconds: number; beyond: "refuse" | "throw" };

/** Gives an answer within 20 ms, or within 40 when the soft demand can't be satisfied. */
export const WHOLE_WORK: WorkLimit = { nanoseconds: 15_000_000, beyond: "refuse" };

export function generateByRules(request: RulesRequest, random: RandomSource): GeneratedByRules {
  const compiled = compileRules(request);
  if (!compiled.ok) return compiled;
  const { length, bits, alphabetSize } = compiled.generator;
  return { ok: true, password: compiled.generator.draw(random), bits, length, alphabetSize };
}

/** The slow part of `generateByRules`, which runs once for many passwords. */
export function compileRules(request: RulesRequest, limit = WHOLE_WORK): CompiledRules {
  const read = readConstraints(request);
  if (!read.ok) return read;
  const { constraints } = read;
  const demands = demandsOf(constraints);
  const withoutSpaces =
    (alphabetOf(demands) & SPACE) === NO_CHARACTERS ? null : compile([...demands, solidEnds], request, limit);
  if (withoutSpaces !== null && withoutSpaces !== "conflict" && withoutSpaces.ok) return withoutSpaces;
  const compiled = compile(demands, request, limit);
  return compiled === "conflict" ? within(limit, (budget) => conflictOf(constraints, budget)) : compiled;
}

function compile(demands: readonly Demand[], request: RulesRequest, limit: WorkLimit): CompiledRules | "conflict" {
  return within(limit, (budget) => compileDemands(demands, request, budget));
}

function within<Outcome>(
  { nanoseconds, beyond }: WorkLimit,
  work: (budget: WorkBudget) => Outcome,
): Outcome | Extract<RulesRefusal, { kind: "too-complex" }> {
  try {
    return work(new WorkBudget(nanoseconds));
  } catch (failure) {
    if (failure instanceof TooComplex && beyond === "refuse") return { ok: false, kind: "too-complex" };
    throw failure;
  }
}

type ReadConstraints = { ok: true; constraints: Constraint[] } | RulesRefusal;

function readConstraints(request: RulesRequest): ReadConstraints {
  const ofRules = readRules(request.rules ?? "");
  if (!ofRules.ok) return ofRules;
  const ofPattern = readPattern(request.pattern ?? ".*");
  if (!ofPattern.ok) return ofPattern;
  const ofOptions = [...constraintsOfOptions(request.options ?? {}), ...lengthConstraints(request)];
  return { ok: true, constraints: [...ofRules.constraints, ...ofPattern.constraints, ...ofOptions] };
}

function readRules(text: string): ReadConstraints {
  const outcome = parsePasswordRules(text);
  if (outcome.kind === "problems") return { ok: false, kind: "syntax", field: "rules", problems: outcome.problems };
  return { ok: true, constraints: constraintsOfRules(outcome.rules) };
}

function readPattern(text: string): ReadConstraints {
  const field = "pattern";
  const outcome = parsePattern(text);
  switch (outcome.kind) {
    case "syntax":
      return { ok: false, kind: "syntax", field, problems: [{ position: outcome.position, reason: outcome.reason }] };
    case "unsupported":
      return { ok: false, kind: "unsupported", field, construct: outcome.construct, position: outcome.position };
    case "pattern":
      return { ok: true, constraints: [{ field, text: "pattern", demands: demandsOfPattern(outcome.node) }] };
  }
}

function lengthConstraints({ lengthMin: min, lengthMax: max }: RulesRequest): Constraint[] {
  const field = "length";
  if (min !== undefined && min === max)
    return [{ field, text: `length: ${min}`, demands: [{ kind: "length", min, max }] }];
  const constraints: Constraint[] = [];
  if (min !== undefined)
    constraints.push({ field, text: `length: at least ${min}`, demands: [{ kind: "length", min, max: Infinity }] });
  if (max !== undefined)
    constraints.push({ field, text: `length: at most ${max}`, demands: [{ kind: "length", min: 0, max }] });
  return constraints;
}

function compileDemands(
  demands: readonly Demand[],
  request: RulesRequest,
  budget: WorkBudget,
): CompiledRules | "conflict" {
  const range = lengthRange(demands);
  const automaton = new RuleAutomaton(demands, shareParts(demands, range.max, budget), range.max);
  const weights = new StringWeights(automaton, range.max, budget);
  const alphabetSize = charactersOf(alphabetOf(demands)).length;

  const { bits } = request;
  const length =
    bits === undefined ? nearestLength(weights, range, request.lengthWanted) : shortestLength(weights, range, bits);
  if (length !== null) return { ok: true, generator: generatorOf({ automaton, weights }, length, alphabetSize) };

  const strongest = bits === undefined ? null : strongestLength(weights, range);
  if (bits === undefined || strongest === null) return "conflict";
  return { ok: false, kind: "bits-unreachable", bits, bitsMax: Math.log2(weights.count(strongest)), length: strongest };
}

function generatorOf(parts: Omit<StringSource, "exact">, length: number, alphabetSize: number): RuleGenerator {
  const source = { ...parts, exact: new ExactCounts(parts.automaton, parts.weights) };
  return {
    length,
    bits: Math.log2(source.weights.count(length)),
    alphabetSize,
    count: () => source.exact.count(length),
    draw: (random) => drawString(source, length, random),
  };
}

function conflictOf(constraints: readonly Constraint[], budget: WorkBudget): RulesRefusal {
  const conflict = findConflict(constraints, budget);
  return { ok: false, kind: "conflict", constraints: conflict.map(({ field, text }) => ({ field, text })) };
}
