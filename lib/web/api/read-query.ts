import { z } from "zod";
import { AppError } from "@/lib/errors";

/** Converts the text of a field to the type of its schema; text that can't be converted stays text, which the schema refuses. */
type FieldReader = (text: string) => unknown;

/**
 * Builds the reader of a query string or form for an object schema. Integers have 1 to 9 digits; booleans are
 * `true/false/1/0/yes/no/on/off` in any case, as in FastAPI. A duplicate name is refused.
 */
export function queryReader(schema: z.ZodObject): (query: string) => Record<string, unknown> {
  const fieldReaders = new Map(Object.entries(schema.shape).map(([name, field]) => [name, readerFor(field)]));
  return (query) => {
    const values: Record<string, unknown> = {};
    if (query === "") return values;
    for (const [name, text] of new URLSearchParams(query)) {
      if (Object.hasOwn(values, name)) throw duplicateField(name);
      const read = fieldReaders.get(name);
      // Not an assignment: a field named `__proto__` must stay an unknown field.
      if (read === undefined) Object.defineProperty(values, name, { value: text, enumerable: true });
      else values[name] = read(text);
    }
    return values;
  };
}

function readerFor(field: z.core.$ZodType): FieldReader {
  if (field instanceof z.ZodOptional || field instanceof z.ZodDefault || field instanceof z.ZodNullable) {
    return readerFor(field.unwrap());
  }
  if (field instanceof z.ZodNumber) return readInteger;
  if (field instanceof z.ZodBoolean) return readBoolean;
  return (text) => text;
}

function readInteger(text: string): unknown {
  return /^[0-9]{1,9}$/.test(text) ? Number(text) : text;
}

const BOOLEANS = new Map([
  ["true", true],
  ["1", true],
  ["yes", true],
  ["on", true],
  ["false", false],
  ["0", false],
  ["no", false],
  ["off", false],
]);

function readBoolean(text: string): unknown {
  return BOOLEANS.get(text.toLowerCase()) ?? text;
}

/** The error for a field that is given twice. */
export function duplicateField(name: string): AppError {
  const field = name.slice(0, 64);
  const message = "Is given more than once";
  return new AppError("validation", `${field}: ${message}.`, {
    fieldErrors: [{ path: [field], message, type: "duplicate" }],
  });
}
