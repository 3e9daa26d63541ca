import { compileRules, type CompiledRules, type RulesRequest } from "@/lib/domain/rules/generate-by-rules";
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

/** Compiles rules, pattern and strength together with the options that were given. */
export function compileWanted({ given, rules, siteRules, pattern, bits, lengthWanted }: WantedByRules): CompiledRules {
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
  if (siteRules === undefined || options.symbols !== undefined) return compileRules(request);

  // Many sites trim spaces, or refuse them although their rules allow "special". So spaces are a last resort.
  const withoutSpace = compileRules({ ...request, options: { ...options, exclude: `${options.exclude ?? ""} ` } });
  return withoutSpace.ok ? withoutSpace : compileRules(request);
}
