import { z } from "zod";

/** A schema for a query string: one object, or one object for each value of a field such as `mode`. */
export type FieldsSchema = z.ZodObject | z.ZodDiscriminatedUnion<readonly z.ZodObject[], string>;

/**
 * All fields of a query string as one object schema, for parsing and for OpenAPI. A field of several modes is taken from
 * the first of them; its description names the modes it applies to.
 */
export function fieldsOf(schema: FieldsSchema): z.ZodObject {
  if (schema instanceof z.ZodObject) return schema;
  const names = new Set(schema.options.flatMap((option) => Object.keys(option.shape)));
  return z.strictObject(Object.fromEntries([...names].map((name) => [name, describedField(schema, name)])));
}

/** The error for a field of another mode, which names the modes that have it; undefined if none has it. */
export function whereFieldApplies(schema: z.ZodType, field: string): string | undefined {
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return undefined;
  const union = schema as Exclude<FieldsSchema, z.ZodObject>;
  const modes = union.options
    .filter((option) => Object.hasOwn(option.shape, field))
    .map((option) => modeOf(union, option));
  return modes.length === 0 ? undefined : `Applies to ${union.def.discriminator} ${joinWithAnd(modes)} only`;
}

function describedField(union: Exclude<FieldsSchema, z.ZodObject>, name: string): z.core.$ZodType {
  const { discriminator } = union.def;
  if (name === discriminator) {
    const modes = union.options.map((option) => modeOf(union, option));
    return z
      .enum(modes)
      .optional()
      .meta({ description: `What to generate. Default: ${modes[0]}.`, example: modes[0] });
  }
  const found = union.options.flatMap((option) => {
    const field: unknown = option.shape[name];
    return field instanceof z.ZodType ? [{ mode: modeOf(union, option), field, limits: limitsOf(field) }] : [];
  });
  const [first, ...others] = found;
  if (first === undefined) return z.unknown();

  const notes = others
    .filter(({ limits }) => limits !== first.limits)
    .map(({ mode, limits }) => `In ${discriminator} ${mode}: ${limits}.`);
  if (found.length < union.options.length)
    notes.push(`Applies to ${discriminator} ${joinWithAnd(found.map(({ mode }) => mode))} only.`);
  const { description = "", ...meta } = first.field.meta() ?? {};
  const sentence = description === "" || description.endsWith(".") ? description : `${description}.`;
  const isOfFirstMode = union.options[0]?.shape[name] !== undefined;
  if (isOfFirstMode) return first.field.meta({ ...meta, description: [sentence, ...notes].join(" ") });
  // Swagger UI sends defaults and examples, and the first mode would refuse this field.
  if (first.field instanceof z.ZodDefault) notes.unshift(`Default ${JSON.stringify(first.field.def.defaultValue)}.`);
  return z.optional(bareField(first.field)).meta({ description: [sentence, ...notes].join(" ") });
}

function bareField(field: z.core.$ZodType): z.core.$ZodType {
  return field instanceof z.ZodDefault || field instanceof z.ZodOptional ? bareField(field.unwrap()) : field;
}

function modeOf(union: Exclude<FieldsSchema, z.ZodObject>, option: z.ZodObject): string {
  const field: unknown = option.shape[union.def.discriminator];
  const literal = field instanceof z.ZodOptional ? field.unwrap() : field;
  if (!(literal instanceof z.ZodLiteral)) throw new TypeError("The field that names the mode must be a literal.");
  return String(literal.value);
}

function limitsOf(field: z.ZodType): string {
  const { minimum, maximum, default: preset } = z.toJSONSchema(field, { io: "input" });
  const range = minimum === undefined || maximum === undefined ? [] : [`${minimum} to ${maximum}`];
  return [...range, ...(preset === undefined ? ["no default"] : [`default ${JSON.stringify(preset)}`])].join(", ");
}

function joinWithAnd(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
