import { z } from "zod";
import { AppError, isAppError } from "@/lib/errors";
import { fieldsOf, type FieldsSchema } from "@/lib/web/api/fields-of";
import { queryReader } from "@/lib/web/api/read-query";

/** Switches of the command that the API doesn't have. */
export type Switches = Readonly<Record<string, string>>;

/**
 * Reads `--use-numbers=false --length 20` as the API reads `use_numbers=false&length=20`, so that both have the same
 * options; validation by the schema follows. `--name` sets a boolean, `--no-name` clears it.
 */
export function readCommandOptions(
  schema: FieldsSchema,
  switches: Switches,
  args: readonly string[],
): { values: Record<string, unknown>; given: ReadonlySet<string> } {
  const fields = fieldsOf(schema);
  const query = new URLSearchParams();
  const given = new Set<string>();
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [, name = "", value] = /^--([a-z0-9-]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (Object.hasOwn(switches, name) && value === undefined) given.add(name);
    else query.append(...readField(fields, arg, name, value ?? null, rest));
  }
  return { values: queryReader(fields)(query.toString()), given };
}

/** Describes an error with the names of the command line: `--use-numbers` for the field `use_numbers`. */
export function describeProblem(error: unknown): string {
  if (!isAppError(error)) throw error;
  const lines = error.fieldErrors.map(({ path, message, type }) => {
    // A conflict names its fields in the sentence, which is the same for each of them.
    const sentence = message.endsWith(".") ? message : `${message}.`;
    return type === "conflict"
      ? sentence.replaceAll(/\b[a-z]+(?:_[a-z]+)+\b/g, optionName)
      : `${optionName(String(path[0]))}: ${sentence}`;
  });
  return lines.length === 0 ? error.message : [...new Set(lines)].join("\n");
}

/** One entry per option, from the schema's descriptions. */
export function describeOptions(schema: FieldsSchema, switches: Switches): string[] {
  const fromSchema = Object.entries(fieldsOf(schema).shape).map(([name, field]) => {
    const { description = "" } = field instanceof z.ZodType ? (field.meta() ?? {}) : {};
    return `  ${optionName(name)}${isBoolean(field) ? "" : ` ${valueName(field)}`}\n      ${description.trim()}`;
  });
  return [...fromSchema, ...Object.entries(switches).map(([name, description]) => `  --${name}\n      ${description}`)];
}

function readField(
  fields: z.ZodObject,
  arg: string,
  name: string,
  value: string | null,
  rest: string[],
): [field: string, text: string] {
  const negated = name.startsWith("no-");
  const field = (negated ? name.slice("no-".length) : name).replaceAll("-", "_");
  const schema: unknown = Object.hasOwn(fields.shape, field) ? fields.shape[field] : undefined;
  if (schema === undefined || (negated && !isBoolean(schema))) {
    throw refusal(`${arg.split("=")[0]?.slice(0, 64)} is not known here. --help lists the options.`);
  }
  if (isBoolean(schema)) {
    if (negated && value !== null) throw refusal(`--${name} takes no value.`);
    return [field, value ?? (negated ? "false" : "true")];
  }
  const text = value ?? rest.shift();
  if (text === undefined) throw refusal(`--${name} needs a value.`);
  return [field, text];
}

function refusal(message: string): AppError {
  return new AppError("validation", message);
}

function optionName(field: string): string {
  return `--${field.replaceAll("_", "-")}`;
}

function isBoolean(field: unknown): boolean {
  return bare(field) instanceof z.ZodBoolean;
}

function valueName(field: unknown): string {
  const inner = bare(field);
  if (inner instanceof z.ZodEnum) return inner.options.join("|");
  return inner instanceof z.ZodNumber ? "NUMBER" : "TEXT";
}

function bare(field: unknown): unknown {
  return field instanceof z.ZodOptional || field instanceof z.ZodDefault ? bare(field.unwrap()) : field;
}
