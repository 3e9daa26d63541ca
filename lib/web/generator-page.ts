import { PASSWORD_LENGTH_DEFAULT_ON_PAGE, type GeneratorOptions } from "@/lib/domain/passwords/generator-options";
import { isAppError } from "@/lib/errors";
import { generatorOptionsSchema } from "@/lib/schemas/passwords";
import { parseInput } from "./parse-input";
import { queryReader } from "./read-query";

type SearchParams = Record<string, string | string[] | undefined>;

export type GeneratorPageOptions = {
  options: GeneratorOptions;
  /** The plain form was sent, so an absent checkbox was an unticked one. */
  submitted: boolean;
  /** Why the address's settings were refused; the options are then the defaults. */
  error: string | null;
};

/** The hidden field that tells a sent form from a link that names a few settings only. */
export const FORM_MARKER = "form";

const readQuery = queryReader(generatorOptionsSchema);
const checkboxes = ["use_lowercase", "use_uppercase", "use_numbers", "use_special_chars", "exclude_ambiguous"] as const;
const pageDefaults = { length: PASSWORD_LENGTH_DEFAULT_ON_PAGE };

/** The generator's settings as the page's address gives them, by the schema that the API reads with. */
export function readGeneratorPageOptions(searchParams: SearchParams): GeneratorPageOptions {
  const submitted = searchParams[FORM_MARKER] === "1";
  try {
    const given = readQuery(settingsQuery(searchParams, submitted));
    const unticked = submitted ? Object.fromEntries(checkboxes.map((name) => [name, false])) : {};
    return { options: parseInput(generatorOptionsSchema, { ...pageDefaults, ...unticked, ...given }), submitted, error: null };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { options: parseInput(generatorOptionsSchema, pageDefaults), submitted, error: error.message };
  }
}

// Names that are not settings (a campaign's `utm_source`, say) are no error in a page's address, as they would be in the API.
function settingsQuery(searchParams: SearchParams, submitted: boolean): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(generatorOptionsSchema.shape)) {
    for (const value of [searchParams[name] ?? []].flat()) {
      // A plain form also sends the fields that were left empty.
      if (!(submitted && value === "")) query.append(name, value);
    }
  }
  return query.toString();
}
