import type { z } from "zod";
import { isAppError } from "@/lib/errors";
import { parseInput } from "@/lib/web/api/parse-input";
import { queryReader } from "@/lib/web/api/read-query";

export type SearchParams = Record<string, string | string[] | undefined>;

/**
 * Makes the parser of a page's query, with the API's schema. Unknown names are ignored; an invalid query results in the defaults
 * and an error message.
 */
export function pageQuery<Schema extends z.ZodObject>(
  schema: Schema,
): (searchParams: SearchParams) => { input: z.output<Schema>; error: string | null } {
  const readQuery = queryReader(schema);
  return (searchParams) => {
    try {
      return { input: parseInput(schema, readQuery(fieldsOf(schema, searchParams))), error: null };
    } catch (error) {
      if (!isAppError(error)) throw error;
      return { input: parseInput(schema, {}), error: error.message };
    }
  };
}

/** The same for lists that a form sends as repeated values: `names` maps the field to the name of the form control. */
export function joinedPageQuery<Schema extends z.ZodObject>(
  schema: Schema,
  names: Record<string, string>,
): ReturnType<typeof pageQuery<Schema>> {
  const read = pageQuery(schema);
  return (searchParams) => {
    const joined = Object.entries(names).flatMap(([field, name]) => {
      const values = [searchParams[name] ?? [], field === name ? [] : (searchParams[field] ?? [])]
        .flat(2)
        .filter((value) => value !== "");
      return values.length === 0 ? [] : [[field, values.join(",")]];
    });
    return read({ ...searchParams, ...Object.fromEntries(joined) });
  };
}

function fieldsOf(schema: z.ZodObject, searchParams: SearchParams): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(schema.shape)) {
    for (const value of [searchParams[name] ?? []].flat()) {
      // A form without JavaScript sends empty fields too.
      if (value !== "") query.append(name, value);
    }
  }
  return query.toString();
}
