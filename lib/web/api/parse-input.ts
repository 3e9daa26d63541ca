import { type z } from "zod";
import { AppError, type FieldError } from "@/lib/errors";
import { whereFieldApplies } from "./fields-of";

/** Validates raw input. Only here a Zod error becomes a `validation` error. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const fieldErrors = result.error.issues.flatMap((issue) => describeIssue(schema, raw, issue));
  throw new AppError("validation", summarize(fieldErrors), { fieldErrors });
}

function summarize(fieldErrors: FieldError[]): string {
  return fieldErrors
    .map(({ path, message }) => (path.length === 0 ? `${message}.` : `${path.join(".")}: ${message}.`))
    .join(" ");
}

function describeIssue(schema: z.ZodType, raw: unknown, issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map((part) => (typeof part === "symbol" ? part.toString() : part));
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...path, key.slice(0, 64)],
      message: whereFieldApplies(schema, key) ?? "Is not known here",
      type: issue.code,
    }));
  }
  return [{ path, message: messageOf(issue, isMissing(raw, issue.path)), type: issue.code }];
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
