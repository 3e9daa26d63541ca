import type { RandomSource } from "@/lib/domain/random";
import { findWeakness, WEAK_UNDER_BITS, type Weakness } from "@/lib/domain/rules/find-weakness";
import {
  compileRules,
  WHOLE_WORK,
  type CompiledRules,
  type RuleGenerator,
  type RulesRefusal,
  type RulesRequest,
  type WorkLimit,
} from "@/lib/domain/rules/generate-by-rules";
import { TooComplex } from "@/lib/domain/rules/work-budget";
import type { GeneratorOptions } from "./generator-options";

/** Requests in addition to the generator's options. Only options that were given apply. */
export type WantedByRules = {
  given: Partial<GeneratorOptions>;
  rules?: string | undefined;
  /** The rules of a site from a list, instead of `rules`. */
  siteRules?: string | undefined;
  pattern?: string | undefined;
  bits?: number | undefined;
  lengthWanted: number;
};

/** `weakness` is that of rules and pattern, without the options: null unless the passwords have fewer than 64 bits. */
export type CompiledWanted = { ok: true; generator: RuleGenerator; weakness: Weakness | null } | RulesRefusal;

/** Passwords by rules that were compiled elsewhere, each of 2^bits with the same probability. */
export type DrawnWanted = { ok: true; bits: number; weakness: Weakness | null; passwords: string[] } | RulesRefusal;

// At most five compilations of one request follow each other, so it takes 20 ms at most.
const QUICK_WORK: WorkLimit = { nanoseconds: 3_000_000, beyond: "throw" };

/** Compiles rules, pattern and strength together with the options that were given. */
export function compileWanted(wanted: WantedByRules, limit = WHOLE_WORK): CompiledWanted {
  const compiled = compileCombined(wanted, limit);
  if (!compiled.ok) return compiled;
  const { rules, siteRules, pattern } = wanted;
  const weakness =
    compiled.generator.bits < WEAK_UNDER_BITS ? findWeakness({ rules: siteRules ?? rules, pattern }, limit) : null;
  return { ...compiled, weakness };
}

/** The same within 20 ms; null when it would take longer. */
export function compileWantedQuickly(wanted: WantedByRules): CompiledWanted | null {
  try {
    return compileWanted(wanted, QUICK_WORK);
  } catch (failure) {
    if (failure instanceof TooComplex) return null;
    throw failure;
  }
}

/** Draws `count` passwords, which may repeat. */
export function drawCompiled(compiled: CompiledWanted, count: number, random: RandomSource): DrawnWanted {
  if (!compiled.ok) return compiled;
  const { generator, weakness } = compiled;
  const passwords = Array.from({ length: count }, () => generator.draw(random));
  return { ok: true, bits: generator.bits, weakness, passwords };
}

function compileCombined(
  { given, rules, siteRules, pattern, bits, lengthWanted }: WantedByRules,
  limit: WorkLimit,
): CompiledRules {
  const { length, ...options } = given;
  const request: RulesRequest = {
    rules: siteRules ?? rules,
    pattern,
    bits,
    options,
    lengthMin: length,
    lengthMax: length,
    lengthWanted,
  };
  if (siteRules === undefined || options.symbols !== undefined) return compileRules(request, limit);

  // Many sites trim spaces, or refuse them although their rules allow "special". So spaces are a last resort.
  const withoutSpace = compileRules(
    { ...request, options: { ...options, exclude: `${options.exclude ?? ""} ` } },
    limit,
  );
  return withoutSpace.ok ? withoutSpace : compileRules(request, limit);
}
