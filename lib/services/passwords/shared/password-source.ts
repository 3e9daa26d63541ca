import { compileWanted, compileWantedQuickly, type DrawnWanted } from "@/lib/domain/passwords/compile-wanted";
import { findSymbolsProblem } from "@/lib/domain/passwords/find-symbols-problem";
import { generatePassword } from "@/lib/domain/passwords/generate-password";
import {
  PASSWORD_LENGTH_DEFAULT,
  withGeneratorDefaults,
  type GeneratorOptions,
} from "@/lib/domain/passwords/generator-options";
import { passwordEntropyBits } from "@/lib/domain/passwords/password-entropy";
import { buildPasswordPolicy, type PasswordPolicy } from "@/lib/domain/passwords/password-policy";
import { buildStrongEnoughPolicy } from "@/lib/domain/passwords/strong-enough-policy";
import { weaknessInWords, type Weakness } from "@/lib/domain/rules/find-weakness";
import type { RulesRefusal } from "@/lib/domain/rules/generate-by-rules";
import { siteDomains } from "@/lib/domain/rules/site-domains";
import { AppError } from "@/lib/errors";
import type { GeneratorInputs } from "@/lib/schemas/generator-modes";
import type { GeneratedPassword } from "@/lib/schemas/passwords";
import { conflictError } from "./conflict-error";
import { DRAW_BATCH, type Drawable } from "./draw-several";
import { NO_SITE_LISTS } from "./no-site-lists";
import { bitsUnreachable, rulesError } from "./rules-error";
import type { ServiceContext } from "../../context";

export type DrawContext = Pick<ServiceContext, "random" | "siteRules"> &
  Partial<Pick<ServiceContext, "actor" | "rulesDrawer">>;
type PasswordInput = GeneratorInputs["password"];

/** Draws one password, each of 2^bits with the same probability. */
export type PasswordSource = Drawable & { site?: GeneratedPassword["site"]; warning?: string };

/**
 * Combines `site`, `rules`, `pattern`, `bits` and the other given options into a source. A promise only for rules that are too
 * complex for this thread.
 */
export function passwordSource(context: DrawContext, input: PasswordInput): PasswordSource | Promise<PasswordSource> {
  const problems = misuses(input);
  if (problems.length > 0) throw conflictError(problems);
  const site = input.site === undefined ? undefined : findSite(context, input.site);
  const rules = site?.rules ?? input.rules;
  const source =
    rules === undefined && input.pattern === undefined
      ? sourceByOptions(context, input)
      : sourceByRules(context, input, site?.rules ?? undefined);
  if (site === undefined) return source;
  const isWithoutLists = site.rules === null && context.siteRules.status().sites === 0;
  const withSite = (found: PasswordSource): PasswordSource => ({
    ...found,
    site,
    ...(isWithoutLists && { warning: NO_SITE_LISTS }),
  });
  return source instanceof Promise ? source.then(withSite) : withSite(source);
}

function misuses({ site, rules, bits, length, symbols }: PasswordInput): { fields: string[]; message: string }[] {
  const problems: { fields: string[]; message: string }[] = [];
  if (site !== undefined && rules !== undefined)
    problems.push({ fields: ["site", "rules"], message: "site already selects rules. Leave out site or rules." });
  if (bits !== undefined && length !== undefined)
    problems.push({ fields: ["bits", "length"], message: "bits determines the length. Leave out length or bits." });
  const wrongSymbols = symbols === undefined ? null : findSymbolsProblem(symbols);
  if (wrongSymbols !== null) problems.push({ fields: ["symbols"], message: wrongSymbols });
  return problems;
}

function findSite({ siteRules }: DrawContext, hostOrUrl: string): NonNullable<GeneratedPassword["site"]> {
  const [host] = siteDomains(hostOrUrl);
  if (host === undefined) {
    const message = "Must be a domain such as example.com, or a URL";
    throw new AppError("validation", `site: ${message}.`, {
      fieldErrors: [{ path: ["site"], message, type: "no_domain" }],
    });
  }
  const found = siteRules.find(hostOrUrl);
  if (found === null) return { domain: host, rules: null, change_password_url: siteRules.changePasswordUrl(hostOrUrl) };
  return { domain: found.domain, rules: found.rules, change_password_url: found.changePasswordUrl ?? null };
}

function sourceByRules(
  context: DrawContext,
  input: PasswordInput,
  siteRules: string | undefined,
): PasswordSource | Promise<PasswordSource> {
  const { mode, count, say, format, dialect, name, username, hash, site, rules, pattern, bits, ...given } = input;
  const wanted = { given, rules, siteRules, pattern, bits, lengthWanted: PASSWORD_LENGTH_DEFAULT };
  const refusal = (refused: RulesRefusal): AppError => {
    const fields = (["site", "rules", "pattern"] as const).filter((field) => input[field] !== undefined);
    return rulesError(refused, { rulesField: siteRules === undefined ? "rules" : "site", fields });
  };
  const { actor, rulesDrawer = null } = context;
  const quick = rulesDrawer === null ? null : compileWantedQuickly(wanted);
  if (quick === null && rulesDrawer !== null) {
    const caller = actor === undefined || actor.kind === "anonymous" ? "anonymous" : "known";
    const batch = (count ?? 1) === 1 ? 1 : DRAW_BATCH;
    return sourceElsewhere(async () => {
      const drawn = await rulesDrawer.draw(wanted, batch, caller);
      if (!drawn.ok) throw refusal(drawn);
      return drawn;
    }, siteRules !== undefined);
  }
  const compiled = quick ?? compileWanted(wanted);
  if (!compiled.ok) throw refusal(compiled);
  const { generator, weakness } = compiled;
  return {
    draw: () => generator.draw(context.random),
    bits: generator.bits,
    ...warningOf(weakness, siteRules !== undefined),
  };
}

type Drawn = Extract<DrawnWanted, { ok: true }>;

/** A source whose passwords another thread draws, a batch at a time. */
async function sourceElsewhere(drawBatch: () => Promise<Drawn>, isOfSite: boolean): Promise<PasswordSource> {
  const { bits, weakness, passwords } = await drawBatch();
  const batch = passwords.length;
  return {
    draw: () => {
      const next = passwords.pop();
      if (next === undefined) throw new RangeError("All passwords of the batch are drawn.");
      return next;
    },
    refill: async () => {
      if (passwords.length < batch) passwords.push(...(await drawBatch()).passwords);
    },
    bits,
    ...warningOf(weakness, isOfSite),
  };
}

/** Warns only about a weakness that the site or its rules force: the caller may have chosen a short length. */
function warningOf(weakness: Weakness | null, isOfSite: boolean): { warning?: string } {
  return weakness === null
    ? {}
    : { warning: weaknessInWords(weakness, isOfSite ? "This site allows" : "These rules allow") };
}

function sourceByOptions({ random }: DrawContext, input: PasswordInput): PasswordSource {
  const options = withGeneratorDefaults(input);
  const policy = input.bits === undefined ? passwordPolicy(options) : strongEnoughPolicy(options, input.bits);
  return { draw: () => generatePassword(policy, random), bits: passwordEntropyBits(policy) };
}

export function passwordPolicy(options: GeneratorOptions): PasswordPolicy {
  return policyOf(buildPasswordPolicy(options));
}

function strongEnoughPolicy(options: GeneratorOptions, bits: number): PasswordPolicy {
  const outcome = buildStrongEnoughPolicy(options, bits);
  if (outcome.kind === "bits_unreachable") throw bitsUnreachable({ bits, ...outcome });
  return policyOf(outcome);
}

function policyOf(outcome: ReturnType<typeof buildPasswordPolicy>): PasswordPolicy {
  switch (outcome.kind) {
    case "policy":
      return outcome.policy;
    case "no_character_class":
      throw new AppError("no_character_class", "At least one character type must be selected");
    case "conflict":
      throw conflictError(outcome.conflicts);
  }
}
