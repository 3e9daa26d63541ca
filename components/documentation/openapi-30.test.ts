import { expect, test } from "vitest";
import { describeApi } from "@/lib/web/openapi/openapi";
import { asOpenApi30 } from "./openapi-30";

test("keywords of 3.1 become those of 3.0, and named examples, properties and data stay", () => {
  const document = {
    openapi: "3.1.0",
    info: { license: { name: "MIT" } },
    schemas: {
      name: { type: ["string", "null"], examples: ["Ada", "Bo"] },
      kind: { const: "password" },
      owner: { anyOf: [{ $ref: "#/schemas/user" }, { type: "null" }], description: "The owner" },
      value: { anyOf: [{ type: "string" }, { type: "integer" }, { type: "null" }] },
      map: { type: "object", propertyNames: { type: "string" }, additionalProperties: { type: "integer" } },
      odd: { properties: { const: { type: "string" }, examples: { const: 1 } }, default: { const: 1 } },
    },
    content: { examples: { short: { value: { const: null } } } },
  };
  expect(asOpenApi30(document)).toEqual({
    openapi: "3.0.3",
    info: { license: { name: "MIT" } },
    schemas: {
      name: { type: "string", nullable: true, example: "Ada" },
      kind: { enum: ["password"] },
      owner: { allOf: [{ $ref: "#/schemas/user" }], nullable: true, description: "The owner" },
      value: { anyOf: [{ type: "string" }, { type: "integer" }], nullable: true },
      map: { type: "object", additionalProperties: { type: "integer" } },
      odd: { properties: { const: { type: "string" }, examples: { enum: [1] } }, default: { const: 1 } },
    },
    content: { examples: { short: { value: { const: null } } } },
  });
});

test("nothing of 3.1 is left in our document, and no path or operation is lost", () => {
  const before = JSON.parse(JSON.stringify(describeApi())) as { paths: Record<string, object> };
  const after = asOpenApi30(before) as { paths: Record<string, object> };
  const operationsIn = ({ paths }: typeof before) =>
    Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
  expect(operationsIn(after)).toEqual(operationsIn(before));
  expect(operationsIn(after).length).toBeGreaterThan(80);
  const text = JSON.stringify(after);
  expect(text).not.toMatch(/"(?:const|propertyNames|prefixItems|\$defs|unevaluatedProperties)":/);
  expect(text).not.toMatch(/"type":(?:\[|"null")|"examples":\[|"exclusiveM\w+":\d/);
  expect(text).toContain('"identifier":{');
});
