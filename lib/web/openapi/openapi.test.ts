import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { listen } from "@/lib/testing/test-server";
import { fieldsOf } from "@/lib/web/api/fields-of";
import { aliasesOf, type Operation } from "@/lib/web/operations/operation";
import { operations } from "@/lib/web/operations/operations";
import { describeApi } from "./openapi";

const rows: readonly Operation[] = Object.values(operations);

test("the document is valid OpenAPI 3.1", async () => {
  const outcome = await new Validator().validate(JSON.parse(JSON.stringify(describeApi())));
  expect(outcome.errors).toBeUndefined();
  expect(outcome.valid).toBe(true);
  expect(describeApi().openapi).toBe("3.1.0");
});

test("the document has exactly the routed operations, at every path", () => {
  const documented = Object.entries(describeApi().paths ?? {}).flatMap(([path, methods]) =>
    Object.keys(methods ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const routed = rows.flatMap((row) => [row.path, ...aliasesOf(row)].map((path) => `${row.method} ${path}`));
  expect(documented.toSorted()).toEqual(routed.toSorted());
});

test("the tutorials' paths are deprecated, and every operation id is unique", () => {
  const described = Object.entries(describeApi().paths ?? {}).flatMap(([path, methods]) =>
    Object.values(methods ?? {}).map((operation) => ({ path, ...operation })),
  );
  for (const { path, deprecated } of described) expect(deprecated === true, path).toBe(!path.startsWith("/api/"));
  const names = described.map(({ operationId }) => operationId);
  expect(new Set(names).size).toBe(names.length);
});

test("parameters have the bounds and defaults of the schemas", () => {
  const parameters = describeApi().paths?.["/generate-password"]?.get?.parameters ?? [];
  expect(parameters).toContainEqual(
    expect.objectContaining({
      name: "length",
      schema: expect.objectContaining({ minimum: 4, maximum: 128, default: 12 }),
    }),
  );
  expect(parameters).toContainEqual(
    expect.objectContaining({ name: "symbols", schema: expect.objectContaining({ minLength: 1, maxLength: 64 }) }),
  );
  expect(parameters.map((parameter) => ("name" in parameter ? parameter.name : ""))).toEqual(
    Object.keys(fieldsOf(operations.generatePassword.query).shape),
  );
});

test("every error of an operation has an example", () => {
  const { paths } = describeApi();
  for (const row of rows) {
    const responses = paths?.[row.path]?.[row.method.toLowerCase() as "get"]?.responses ?? {};
    const contents = Object.values(responses).flatMap((response): { examples?: object }[] =>
      Object.values(response.content ?? {}),
    );
    const examples = contents.flatMap(({ examples: shown = {} }) => Object.keys(shown));
    expect(examples, row.id).toEqual(
      expect.arrayContaining([
        ...row.errors,
        ...(row.oauth ? [] : ["internal"]),
        ...(row.bearer && !row.oauth ? ["unauthorized"] : []),
      ]),
    );
  }
});

test("API_DOCS=off removes the document", async () => {
  for (const [setting, status] of [
    ["on", 200],
    ["off", 404],
  ] as const) {
    const { runtime, dispose } = await createTestRuntime({ API_DOCS: setting });
    const server = await listen(runtime);
    expect((await fetch(`${server.origin}/openapi.json`)).status).toBe(status);
    await server.close();
    await dispose();
  }
});
