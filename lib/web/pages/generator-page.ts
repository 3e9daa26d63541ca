import { z } from "zod";
import { isAppError } from "@/lib/errors";
import { type GeneratorPageMode, generatorPageSchemas, type GeneratorPageSettings } from "@/lib/schemas/generator-page";
import { parseInput } from "@/lib/web/api/parse-input";
import { queryReader } from "@/lib/web/api/read-query";

type SearchParams = Record<string, string | string[] | undefined>;

export type GeneratorPage = {
  mode: GeneratorPageMode;
  /** Of all modes; those that the address does not speak of have their usual ones. */
  settings: GeneratorPageSettings;
  /** Why the address's settings were refused; they are then the usual ones. */
  error: string | null;
};

/** The hidden field that tells a sent form, in which an absent checkbox is an unticked one, from a link that names a few settings. */
const FORM_MARKER = "form";

/** Mode and settings as the page's address gives them, by the schemas that the API reads with. */
export function readGeneratorPage(searchParams: SearchParams): GeneratorPage {
  const asked = searchParams["mode"] ?? "password";
  const mode = Object.keys(generatorPageSchemas).find((name): name is GeneratorPageMode => name === asked);
  const usual = usualSettings();
  if (mode === undefined) return { mode: "password", settings: usual, error: "There is no such mode." };
  try {
    return { mode, settings: { ...usual, [mode]: readSettings(mode, searchParams) }, error: null };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { mode, settings: usual, error: error.message };
  }
}

function usualSettings(): GeneratorPageSettings {
  const { password, passphrase, pin, rules, pronounceable, typeable } = generatorPageSchemas;
  return {
    password: password.parse({}),
    passphrase: passphrase.parse({}),
    pin: pin.parse({}),
    rules: rules.parse({}),
    pronounceable: pronounceable.parse({}),
    typeable: typeable.parse({}),
  };
}

function readSettings(mode: GeneratorPageMode, searchParams: SearchParams): unknown {
  const schema: z.ZodObject = generatorPageSchemas[mode];
  const submitted = searchParams[FORM_MARKER] === "1";
  const given = queryReader(schema)(settingsQuery(schema, searchParams, submitted));
  const unticked = submitted ? Object.fromEntries(checkboxesOf(schema).map((name) => [name, false])) : {};
  return parseInput(schema, { ...unticked, ...given });
}

function checkboxesOf(schema: z.ZodObject): string[] {
  return Object.entries(schema.shape).flatMap(([name, field]) => (isBoolean(field) ? [name] : []));
}

function isBoolean(field: z.core.$ZodType): boolean {
  if (field instanceof z.ZodOptional || field instanceof z.ZodDefault) return isBoolean(field.unwrap());
  return field instanceof z.ZodBoolean;
}

// Names that are not settings (a campaign's `utm_source`, say) are no error in a page's address, as they would be in the API.
function settingsQuery(schema: z.ZodObject, searchParams: SearchParams, submitted: boolean): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(schema.shape)) {
    for (const value of [searchParams[name] ?? []].flat()) {
      // A plain form also sends the fields that were left empty. An empty separator is a choice.
      if (!(submitted && value === "" && name !== "separator")) query.append(name, value);
    }
  }
  return query.toString();
}
