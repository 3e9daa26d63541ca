type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Fields = { [name: string]: Json };

/**
 * The same document as OpenAPI 3.0, for Swagger UI, whose resolver for 3.1 takes four times as long and blocks the page meanwhile.
 * Covers the JSON Schema keywords that ours uses.
 */
export function asOpenApi30(document: object): object {
  const converted = convert(document as Json) as Fields;
  return { ...converted, openapi: "3.0.3" };
}

// Their values are data, and names in them aren't keywords.
const DATA = new Set(["default", "enum", "example", "examples"]);

function convert(value: Json): Json {
  if (Array.isArray(value)) return value.map(convert);
  if (typeof value !== "object" || value === null) return value;
  const { propertyNames: _unknownIn30, const: only, ...fields } = value;
  const converted = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, convertField(name, field)]),
  );
  return withoutNull(withOneExample(only === undefined ? converted : { ...converted, enum: [only] }));
}

function convertField(name: string, field: Json): Json {
  if (DATA.has(name)) return field;
  // The names in it are those of a reply or request.
  if (name === "properties" && typeof field === "object" && field !== null && !Array.isArray(field))
    return Object.fromEntries(Object.entries(field).map(([property, schema]) => [property, convert(schema)]));
  return convert(field);
}

/** Schemas have a list of examples, and media types have named ones, which stay. */
function withOneExample({ examples, ...kept }: Fields): Fields {
  if (examples === undefined) return kept;
  return Array.isArray(examples) ? { ...kept, example: examples[0] ?? null } : { ...kept, examples };
}

function withoutNull(schema: Fields): Fields {
  const { type, anyOf } = schema;
  if (Array.isArray(type) && type.includes("null"))
    return { ...schema, type: type.find((one) => one !== "null") ?? "string", nullable: true };
  if (!Array.isArray(anyOf) || !anyOf.some(isNullType)) return schema;
  const { anyOf: _all, ...kept } = schema;
  const others = anyOf.filter((one) => !isNullType(one));
  // Beside a $ref, 3.0 ignores everything else.
  return { ...kept, ...(others.length === 1 ? { allOf: others } : { anyOf: others }), nullable: true };
}

function isNullType(schema: Json): boolean {
  return typeof schema === "object" && schema !== null && !Array.isArray(schema) && schema["type"] === "null";
}
