import { compileRules, type CompiledRules, type RulesRequest } from "@/lib/domain/rules/generate-by-rules";
import type { GeneratorOptions } from "./generator-options";

/** What may be asked for beside the generator's own options; of these only what is given counts. */
export type WantedByRules = {
  given: Partial<GeneratorOptions>;
  rules?: string | undefined;
  /** What a list has for a site, instead of `rules`. */
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

  // Many a site cuts a space off an end, or refuses it though its rules say "special": there it is the last resort.
  const withoutSpace = compileRules({ ...request, options: { ...options, exclude: `${options.exclude ?? ""} ` } });
  return withoutSpace.ok ? withoutSpace : compileRules(request);
}
