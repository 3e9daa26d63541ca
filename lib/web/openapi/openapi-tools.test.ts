import { createConfig, lintFromString } from "@redocly/openapi-core";
import spectral from "@stoplight/spectral-core";
import rulesets from "@stoplight/spectral-rulesets";
import openapiTypeScript, { astToString } from "openapi-typescript";
import ts from "typescript";
import { expect, test } from "vitest";
import { describeApi } from "./openapi";

// What developers do with the document: lint it, and generate a client from it.

const text = JSON.stringify(describeApi());

test("Redocly's recommended rules find no error", async () => {
  const config = await createConfig({ extends: ["recommended"] });
  const problems = await lintFromString({ source: text, absoluteRef: "openapi.json", config });
  const errors = problems.filter(({ severity }) => severity === "error");
  expect(errors.map(({ ruleId, location }) => `${ruleId} ${location[0]?.pointer ?? ""}`)).toEqual([]);
}, 120_000);

test("Spectral's OpenAPI rules find no error", async () => {
  const linter = new spectral.Spectral();
  // Both packages type the same rulesets differently.
  linter.setRuleset({ extends: [rulesets.oas] } as never);
  const problems = await linter.run(JSON.parse(text));
  // Severity 0 is an error.
  const errors = problems.filter(({ severity }) => severity === 0);
  expect(errors.map(({ code, path }) => `${code} ${path.join("/")}`)).toEqual([]);
  // It takes 14 seconds of processor time, which a busy machine may stretch to minutes.
}, 300_000);

test("openapi-fetch compiles the replies of the generator and the token endpoint", async () => {
  const schema = astToString(await openapiTypeScript(JSON.parse(text)));
  const client = `
    import createClient from "openapi-fetch";
    import type { paths } from "./openapi-schema";
    const client = createClient<paths>();
    const drawn = await client.GET("/api/v1/generate-password", { params: { query: { length: 16 } } });
    export const fromQuery: string | undefined = drawn.data?.password;
    const posted = await client.POST("/api/v1/generate-password", { body: { length: 16 } });
    export const fromBody: string | undefined = posted.data?.password;
    const granted = await client.POST("/api/v1/token", { body: { grant_type: "password", username: "a", password: "b" } });
    export const token: string | undefined = granted.data?.access_token;
    const asked = await client.POST("/api/v1/token/introspect", { body: { token: "x" } });
    export const isActive: boolean | undefined = asked.data?.active;
    // @ts-expect-error A reply has the documented fields only.
    drawn.data?.passwort;
  `;
  expect(compile({ "openapi-schema.d.ts": schema, "openapi-client.ts": client })).toEqual([]);
}, 120_000);

/** The errors of TypeScript in files that exist in memory only, beside this test. */
function compile(files: Record<string, string>): string[] {
  const inMemory = new Map(Object.entries(files).map(([name, content]) => [`${import.meta.dirname}/${name}`, content]));
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
  };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (file) => inMemory.has(file) || disk.fileExists(file),
    readFile: (file) => inMemory.get(file) ?? disk.readFile(file),
    getSourceFile: (file, version) => {
      const content = inMemory.get(file);
      return content === undefined ? disk.getSourceFile(file, version) : ts.createSourceFile(file, content, version);
    },
  };
  const program = ts.createProgram([...inMemory.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
