import { expect, test } from "vitest";
import { z } from "zod";
import { generatePasswordSchema } from "@/lib/schemas/generator-modes";
import { fieldsOf, whereFieldApplies } from "./fields-of";
import { queryReader } from "./read-query";

const shapes = z.discriminatedUnion("shape", [
  z.strictObject({
    shape: z.literal("square").optional(),
    size: z.int().min(1).max(9).default(2).meta({ description: "How long a side is", example: 3 }),
  }),
  z.strictObject({
    shape: z.literal("circle"),
    size: z.int().min(1).max(5).default(1),
    filled: z.boolean().default(true).meta({ description: "Filled.", example: false }),
  }),
  z.strictObject({ shape: z.literal("line"), dashed: z.boolean().optional(), filled: z.boolean().default(true) }),
]);

test("describes each field once, with the modes it applies to and differing limits", () => {
  const { shape, size, filled, dashed } = fieldsOf(shapes).shape;
  const described = z.toJSONSchema(z.object({ shape, size, filled, dashed }), { io: "input" }).properties;
  expect(described).toMatchObject({
    shape: { enum: ["square", "circle", "line"], description: "What to generate. Default: square." },
    size: {
      maximum: 9,
      default: 2,
      example: 3,
      description: "How long a side is. In shape circle: 1 to 5, default 1. Applies to shape square and circle only.",
    },
    filled: { type: "boolean", description: "Filled. Default true. Applies to shape circle and line only." },
    dashed: { type: "boolean", description: " Applies to shape line only." },
  });
  // Swagger UI would send it with the first mode.
  expect(described?.["filled"]).not.toHaveProperty("default");
  expect(described?.["filled"]).not.toHaveProperty("example");
});

test("names the modes of a field that another mode doesn't have", () => {
  expect(whereFieldApplies(shapes, "dashed")).toBe("Applies to shape line only");
  expect(whereFieldApplies(shapes, "size")).toBe("Applies to shape square and circle only");
  expect(whereFieldApplies(shapes, "colour")).toBeUndefined();
  expect(whereFieldApplies(shapes, "__proto__")).toBeUndefined();
  expect(whereFieldApplies(fieldsOf(shapes), "size")).toBeUndefined();
});

test("reads a query string with the fields of every mode", () => {
  const read = queryReader(fieldsOf(generatePasswordSchema));
  expect(read("mode=passphrase&words=7&include_number=yes&separator=%20")).toEqual({
    mode: "passphrase",
    words: 7,
    include_number: true,
    separator: " ",
  });
});
