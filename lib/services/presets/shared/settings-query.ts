import { PASSWORD_LENGTH_DEFAULT } from "@/lib/domain/passwords/generator-options";
import type { GeneratePasswordInput } from "@/lib/schemas/generator-modes";
import { generatorPageSchemas, type GeneratorPageMode } from "@/lib/schemas/generator-page";

type Settings = Record<string, unknown>;

/** The API query for these settings. */
export function apiQueryOf(settings: GeneratePasswordInput): string {
  return queryOf(settings);
}

/** The shortest query of the generator page for these settings; null when the page has no such settings. */
export function pageQueryOf(settings: GeneratePasswordInput): string | null {
  const onPage = placeOnPage(settings);
  if (onPage === null) return null;
  const schema = generatorPageSchemas[onPage.mode];
  const parsed = schema.safeParse(onPage.settings);
  if (!parsed.success) return null;
  const usual: Settings = schema.parse({});
  const changed = Object.entries(parsed.data).filter(([name, value]) => value !== usual[name]);
  return queryOf({ ...(onPage.mode !== "password" && { mode: onPage.mode }), ...Object.fromEntries(changed) });
}

// `count` and `say` belong to each request, not to the settings.
function placeOnPage({
  count,
  say,
  ...settings
}: GeneratePasswordInput): { mode: GeneratorPageMode; settings: Settings } | null {
  if (settings.mode !== undefined && settings.mode !== "password") {
    const { mode, ...options } = settings;
    return { mode, settings: options };
  }
  const { mode, site, rules, pattern, ...options } = settings;
  if (site !== undefined) return null;
  if (rules !== undefined || pattern !== undefined) return placeOfRules({ rules, pattern, ...options });
  // Page and API have different default lengths.
  return {
    mode: "password",
    settings: options.bits === undefined ? { length: PASSWORD_LENGTH_DEFAULT, ...options } : options,
  };
}

/** With rules, the page has only a length and whether spaces are allowed. */
function placeOfRules({
  rules,
  pattern,
  length = PASSWORD_LENGTH_DEFAULT,
  exclude,
  ...others
}: Settings): { mode: "rules"; settings: Settings } | null {
  const isMore = Object.values(others).some((value) => value !== undefined);
  if (isMore || (exclude !== undefined && exclude !== " ")) return null;
  return { mode: "rules", settings: { rules, pattern, length, spaces: exclude === undefined } };
}

function queryOf(settings: Settings): string {
  const given = Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(given).toString();
}
