import { afterAll, beforeAll, expect, test } from "vitest";
import { type ApiClient, createApiClient } from "@/lib/testing/api-client";
import { operatorCommands } from "@/lib/web/commands/operator-commands";
import { aliasesOf, type Operation } from "@/lib/web/operations/operation";
import { operations } from "@/lib/web/operations/operations";
import { describeApi } from "./openapi";

const rows: readonly Operation[] = Object.values(operations);

// Codes of a request that is well-formed, but names something that doesn't exist here: a link, a code or an id.
const codesOfState = new Set([
  "invalid_link",
  "invalid_credentials",
  "wrong_password",
  "wrong_code",
  "not_found",
  "conflict",
]);

let api: ApiClient;
let access: string;
beforeAll(async () => {
  api = await createApiClient("sqlite");
  ({ access } = await api.person("boss"));
  await operatorCommands["make-admin"](api.runtime, "boss");
});
afterAll(() => api.dispose());

test("every operation with a JSON body has examples", () => {
  const without = rows.filter(({ body, form, examples }) => body && form !== "only" && examples === undefined);
  expect(without.map(({ id }) => id)).toEqual([]);
});

const requests = rows.flatMap((row) =>
  Object.entries(row.examples ?? {}).map(([purpose, body]) => ({ row, purpose, body })),
);

for (const { row, purpose, body } of requests) {
  test(`the example of ${row.id}, “${purpose}”, is accepted, or refused only because of the state`, async () => {
    const unknown =
      row.params === undefined ? row.path : row.path.replace(/\{\w+\}/, "0196b3f2-7c1e-7d3a-9f10-2b6f0c5d8e41");
    const reply = await api.send(row.method, unknown, body, row.bearer ? access : undefined);
    if (reply.status >= 300) expect(codesOfState, JSON.stringify(reply.body)).toContain(reply.body.code);
  });
}

test("each GET accepts the examples of its parameters, which the documentation fills in", async () => {
  const { paths } = JSON.parse(JSON.stringify(describeApi()));
  for (const row of rows.filter(({ method, bearerWith }) => method === "GET" && bearerWith === undefined)) {
    const parameters: {
      name: string;
      in: string;
      example?: unknown;
      schema: { example?: unknown; examples?: unknown[] };
    }[] = paths[row.path].get.parameters ?? [];
    const query = new URLSearchParams();
    let path = row.path;
    for (const { name, in: place, example, schema } of parameters) {
      const value = example ?? schema.example ?? schema.examples?.[0];
      if (place === "path") path = path.replace(`{${name}}`, String(value ?? "0196b3f2-7c1e-7d3a-9f10-2b6f0c5d8e41"));
      else if (value !== undefined) query.set(name, String(value));
    }
    const reply = await fetch(`${api.origin}${path}?${query}`, { headers: { authorization: `Bearer ${access}` } });
    expect([200, 404], `${row.id}?${query}: ${await reply.text()}`).toContain(reply.status);
  }
});

test("the tutorials' paths are one group of their own", () => {
  const document = describeApi();
  const aliases = rows.flatMap((row) => aliasesOf(row).map((path) => ({ path, method: row.method.toLowerCase() })));
  expect(aliases.length).toBeGreaterThan(5);
  const { paths } = JSON.parse(JSON.stringify(document));
  for (const { path, method } of aliases) expect(paths[path][method].tags, path).toEqual(["Tutorial paths"]);
});
