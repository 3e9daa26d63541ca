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
  for (const { path, deprecated } of described)
    expect(deprecated === true, path).toBe(!path.startsWith("/api/") && !path.startsWith("/.well-known/"));
  const names = described.map(({ operationId }) => operationId);
  expect(new Set(names).size).toBe(names.length);
});

test("where a recent authentication is required, a frozen account is a documented refusal", () => {
  for (const { id, errors, path, method } of rows.filter(({ errors }) =>
    errors.includes("reauthentication_required"),
  )) {
    const responses = JSON.stringify(describeApi().paths?.[path]?.[method.toLowerCase() as "post"]?.responses);
    expect(errors.length, id).toBeGreaterThan(0);
    expect(responses, id).toContain("changes_frozen");
  }
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
        "internal",
        "bad_request",
        ...(row.bearer || row.bearerOptional || row.bearerWith ? ["unauthorized", "unavailable"] : []),
      ]),
    );
  }
});

const describedOperations = Object.entries(describeApi().paths ?? {}).flatMap(([path, methods]) =>
  Object.entries(methods ?? {}).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
);

test("503 is documented wherever the database is used, and 400 and 500 everywhere", () => {
  const withoutDatabase = ["checkLiveness", "findSiteRules", "readServerMetadata"];
  for (const { name, operationId = "", requestBody, responses = {} } of describedOperations) {
    expect(Object.keys(responses), name).toEqual(expect.arrayContaining(["400", "408", "414", "431", "500"]));
    expect("503" in responses, name).toBe(!withoutDatabase.includes(operationId));
    expect("413" in responses, name).toBe(requestBody !== undefined);
  }
});

test("introspection and revocation document their errors in the format of OAuth2", () => {
  for (const [path, statuses] of [
    ["/api/v1/token/introspect", ["200", "400", "401", "403", "413", "500", "503"]],
    ["/api/v1/token/revoke", ["200", "400", "413", "500", "503"]],
  ] as const) {
    const responses = describeApi().paths?.[path]?.post?.responses ?? {};
    const ofTheOperation = Object.entries(responses).filter(([status]) => !["408", "414", "431"].includes(status));
    expect(ofTheOperation.map(([status]) => status).toSorted()).toEqual(statuses);
    for (const [status, response] of ofTheOperation)
      if (status !== "200") expect(JSON.stringify(response), `${path} ${status}`).toContain("OAuthError");
  }
});

test("every operation says whether it takes an access token, and open ones say that they take none", () => {
  for (const { name, security } of describedOperations) expect(security, name).toBeDefined();
  expect(describeApi().paths?.["/api/v1/users/register"]?.post?.security).toEqual([]);
});

test("operation ids consist of letters", () => {
  for (const { operationId } of describedOperations) expect(operationId).toMatch(/^[A-Za-z]+$/);
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
