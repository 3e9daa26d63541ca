import { z } from "zod";
import { isAppError } from "@/lib/errors";
import { type GeneratorPageMode, generatorPageSchemas, type GeneratorPageSettings } from "@/lib/schemas/generator-page";
import { parseInput } from "@/lib/web/api/parse-input";
import { queryReader } from "@/lib/web/api/read-query";

type SearchParams = Record<string, string | string[] | undefined>;

export type GeneratorPage = {
  mode: GeneratorPageMode;
  /** Of all modes; those without settings in the query have the defaults. */
  settings: GeneratorPageSettings;
  /** Why the query was refused; the settings are then the defaults. */
  error: string | null;
};

/** The hidden field of the form: with it, an absent checkbox means unchecked; in a link, it means the default. */
const FORM_MARKER = "form";

/** The mode and settings in the page's query, parsed with the API's schemas. */
export function readGeneratorPage(searchParams: SearchParams): GeneratorPage {
  const requested = searchParams["mode"] ?? "password";
  const mode = Object.keys(generatorPageSchemas).find((name): name is GeneratorPageMode => name === requested);
  const defaults = defaultSettings();
  if (mode === undefined) return { mode: "password", settings: defaults, error: "Unknown mode." };
  try {
    return { mode, settings: { ...defaults, [mode]: readSettings(mode, searchParams) }, error: null };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { mode, settings: defaults, error: error.message };
  }
}

function defaultSettings(): GeneratorPageSettings {
  const entries = Object.entries(generatorPageSchemas).map(([mode, schema]) => [mode, schema.parse({})]);
  // Object.fromEntries loses the type of each entry.
  return Object.fromEntries(entries) as GeneratorPageSettings;
}

function readSettings(mode: GeneratorPageMode, searchParams: SearchParams): unknown {
  const schema: z.ZodObject = generatorPageSchemas[mode];
  const submitted = searchParams[FORM_MARKER] === "1";
  const given = queryReader(schema)(settingsQuery(schema, searchParams, submitted));
  const unchecked = submitted ? Object.fromEntries(checkboxesOf(schema).map((name) => [name, false])) : {};
  return parseInput(schema, { ...unchecked, ...given });
}

function checkboxesOf(schema: z.ZodObject): string[] {
  return Object.entries(schema.shape).flatMap(([name, field]) => (isBoolean(field) ? [name] : []));
}

function isBoolean(field: z.core.$ZodType): boolean {
  if (field instanceof z.ZodOptional || field instanceof z.ZodDefault) return isBoolean(field.unwrap());
  return field instanceof z.ZodBoolean;
}

// Unlike the API, the page ignores unknown names such as `utm_source`.
function settingsQuery(schema: z.ZodObject, searchParams: SearchParams, submitted: boolean): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(schema.shape)) {
    for (const value of [searchParams[name] ?? []].flat()) {
      // A form without JavaScript sends empty fields too. An empty separator is a valid value.
      if (!(submitted && value === "" && name !== "separator")) query.append(name, value);
    }
  }
  return query.toString();
}
