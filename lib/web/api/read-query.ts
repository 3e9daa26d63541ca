import { z } from "zod";
import { AppError } from "@/lib/errors";

/** Turns the text of one field into the type that its schema expects, or leaves it for the schema to refuse. */
type FieldReader = (text: string) => unknown;

/**
 * Builds the reader of a query string or form for an object schema: integers are 1 to 9 digits, booleans
 * `true/false/1/0/yes/no/on/off` in any case (as FastAPI), everything else text; a name given twice is refused.
 */
export function queryReader(schema: z.ZodObject): (query: string) => Record<string, unknown> {
  const fieldReaders = new Map(Object.entries(schema.shape).map(([name, field]) => [name, readerFor(field)]));
  return (query) => {
    const values: Record<string, unknown> = {};
    if (query === "") return values;
    for (const [name, text] of new URLSearchParams(query)) {
      if (Object.hasOwn(values, name)) throw duplicateField(name);
      const read = fieldReaders.get(name);
      // Defined, not assigned: a field called `__proto__` must stay an unknown field.
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

function duplicateField(name: string): AppError {
  const field = name.slice(0, 64);
  const message = "Is given more than once";
  return new AppError("validation", `${field}: ${message}.`, {
    fieldErrors: [{ path: [field], message, type: "duplicate" }],
  });
}
