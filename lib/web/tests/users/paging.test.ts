import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import type { Operation } from "@/lib/web/operations/operation";
import { operations } from "@/lib/web/operations/operations";

let api: ApiClient;
let boss: Awaited<ReturnType<ApiClient["person"]>>;
beforeAll(async () => {
  api = await createApiClient("sqlite");
  boss = await api.person("boss");
  await api.runtime.database.write((tx) => tx.user.update({ where: { id: boss.id }, data: { role: "admin" } }));
});
afterAll(() => api.dispose());

const rows: readonly Operation[] = Object.values(operations);
const paged = rows.filter(
  ({ method, response }) => method === "GET" && "shape" in response && "next" in Object(response.shape),
);

test("the paged lists are found", () => {
  expect(paged.length).toBeGreaterThan(6);
});

test.each(paged.map((row) => [row.path, row] as const))(
  "GET %s refuses the paging parameters of other lists, and names its own",
  async (path, row) => {
    const names = Object.keys(Object(row.query && "shape" in row.query && row.query.shape));
    for (const name of ["next", "cursor", "after", "before"].filter((each) => !names.includes(each))) {
      const reply = await api.get(`${path.replace("{id}", boss.id)}?${name}=garbage`, boss.access);
      expect([reply.status, reply.body.errors]).toEqual([
        422,
        [expect.objectContaining({ loc: ["query", name], type: "misplaced" })],
      ]);
      expect(names).toContain(/as `(\w+)`/.exec(reply.body.detail)?.[1]);
    }
  },
);

test("a cursor that isn't one of the list is refused", async () => {
  expect((await api.get("/users?cursor=garbage", boss.access)).status).toBe(422);
});

test("a password in the change of another user is refused with the endpoint for reset links", async () => {
  const other = await api.person("other");
  const reply = await api.send("PATCH", `/users/${other.id}`, { password: "violet-anchor-74-meadow" }, boss.access);
  expect(reply.status).toBe(422);
  expect(reply.body.detail).toContain("POST /api/v1/users/{id}/reset-link");
});
