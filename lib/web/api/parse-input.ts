import { z } from "zod";
import { suggestName } from "@/lib/domain/suggest-name";
import { AppError, type FieldError } from "@/lib/errors";
import { whereFieldApplies } from "./fields-of";

// A body of 64 KiB can be wrong in thousands of places; describing them all would take longer than any valid request.
const ERRORS_MAX = 20;

/** Validates raw input. Only here a Zod error becomes a `validation` error. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const fieldErrors = result.error.issues
    .slice(0, ERRORS_MAX)
    .flatMap((issue) => describeIssue(schema, raw, issue))
    .slice(0, ERRORS_MAX);
  throw new AppError("validation", fieldErrors.map(toSentence).join(" "), { fieldErrors });
}

function toSentence({ path, message }: FieldError): string {
  if (message.startsWith(UNKNOWN)) return message.endsWith("?") ? message : `${message}.`;
  return path.length === 0 ? `${message}.` : `${path.join(".")}: ${message}.`;
}

const UNKNOWN = "Unknown parameter";

function describeIssue(schema: z.ZodType, raw: unknown, issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map((part) => (typeof part === "symbol" ? part.toString() : part));
  if (issue.code === "unrecognized_keys") {
    return issue.keys.slice(0, ERRORS_MAX).map((key) => ({
      path: [...path, key.slice(0, 64)],
      message: whereFieldApplies(schema, key) ?? unknownParameter(key.slice(0, 64), namesAt(schema, raw, issue.path)),
      type: issue.code,
    }));
  }
  return [{ path, message: messageOf(issue, isMissing(raw, issue.path)), type: issue.code }];
}

function unknownParameter(name: string, known: readonly string[]): string {
  const nearest = suggestName(name, known);
  return `${UNKNOWN} "${name}"${nearest === undefined ? "" : `. Did you mean "${nearest}"?`}`;
}

/** The names that the schema knows at a path; of a union, those of the option that the input chose. */
function namesAt(schema: z.core.$ZodType, raw: unknown, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodPipe) return namesAt(schema.in, raw, path);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return namesAt(schema.unwrap(), raw, path);
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const { discriminator } = schema.def;
    const option = schema.options.find(
      (each) => each instanceof z.ZodObject && each.shape[discriminator]?.safeParse(Object(raw)[discriminator]).success,
    );
    return option === undefined ? [] : namesAt(option, raw, path);
  }
  if (!(schema instanceof z.ZodObject)) return [];
  const [first, ...rest] = path;
  if (first === undefined) return Object.keys(schema.shape);
  const field: unknown = schema.shape[String(first)];
  return field instanceof z.ZodType ? namesAt(field, Object(raw)[first], rest) : [];
}

/** Whether the value at a path is missing. The issue itself doesn't contain the input, which may be a secret. */
function isMissing(raw: unknown, path: readonly PropertyKey[]): boolean {
  let value = raw;
  for (const part of path) value = typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined;
  return value === undefined;
}

function messageOf(issue: z.core.$ZodIssue, missing: boolean): string {
  switch (issue.code) {
    case "invalid_type":
      return missing ? "Is required" : `Must be ${nounOf(issue.expected)}`;
    case "too_small":
      return issue.origin === "string"
        ? `Must be at least ${issue.minimum} characters`
        : `Must be at least ${issue.minimum}`;
    case "too_big":
      return issue.origin === "string"
        ? `Must be at most ${issue.maximum} characters`
        : `Must be at most ${issue.maximum}`;
    case "invalid_value":
      return `Must be one of ${issue.values.map(String).join(", ")}`;
    default:
      return issue.message;
  }
}

function nounOf(expected: string): string {
  switch (expected) {
    case "int":
    case "number":
      return "a whole number";
    case "boolean":
      return "true or false";
    case "string":
      return "text";
    case "object":
    case "record":
      return "an object";
    default:
      return `of type ${expected}`;
  }
}
