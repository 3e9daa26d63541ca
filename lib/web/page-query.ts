import type { z } from "zod";
import { isAppError } from "@/lib/errors";
import { parseInput } from "./parse-input";
import { queryReader } from "./read-query";

export type SearchParams = Record<string, string | string[] | undefined>;

/**
 * The reader of a page's address by the schema that the API reads with. Names that are no fields are let be; what makes no
 * sense gives the defaults, and why.
 */
export function pageQuery<Schema extends z.ZodObject>(schema: Schema): (searchParams: SearchParams) => { input: z.output<Schema>; error: string | null } {
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

function fieldsOf(schema: z.ZodObject, searchParams: SearchParams): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(schema.shape)) {
    for (const value of [searchParams[name] ?? []].flat()) {
      // A plain form also sends the fields that were left empty.
      if (value !== "") query.append(name, value);
    }
  }
  return query.toString();
}
