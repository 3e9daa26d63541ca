import { z } from "zod";

// Enough for the clients of a server, and small in memory.
const QUERIES_MAX = 200;
const QUERY_CHARACTERS_MAX = 200;

/**
 * Remembers the checked input of queries, because most clients send the same one each time. Only queries that consist of
 * numbers, booleans and choices are remembered: free text could be a secret. The input is frozen, so that no request can
 * change it for the next one.
 */
export function createQueryMemo(fields: z.ZodObject) {
  const settings = new Set(
    Object.entries(fields.shape)
      .filter(([, field]) => isChoice(field))
      .map(([name]) => name),
  );
  const known = new Map<string, object>();
  return {
    find: (query: string): object | undefined => known.get(query),
    keep(query: string, raw: object, input: object): void {
      if (query.length > QUERY_CHARACTERS_MAX || !Object.keys(raw).every((name) => settings.has(name))) return;
      const [oldest] = known.keys();
      if (known.size >= QUERIES_MAX && oldest !== undefined) known.delete(oldest);
      known.set(query, Object.freeze(input));
    },
  };
}

function isChoice(field: z.core.$ZodType): boolean {
  if (field instanceof z.ZodOptional || field instanceof z.ZodDefault || field instanceof z.ZodNullable)
    return isChoice(field.unwrap());
  return [z.ZodNumber, z.ZodBoolean, z.ZodEnum, z.ZodLiteral].some((type) => field instanceof type);
}
