import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { operatorContext } from "@/lib/web/server-context";
import { indexUsers } from "./index-users";

describe.each(databaseProviders)("users from before the search index (%s)", (provider) => {
  let api: ApiClient;
  const operator = () => operatorContext(api.runtime);
  beforeAll(async () => {
    api = await createApiClient(provider);
    for (const name of ["ada", "grace"]) await api.person(name);
    await operator().write(async (tx) => {
      await tx.userSearchText.deleteMany();
      await tx.user.updateMany({ data: { sortName: "" } });
    });
  });
  afterAll(() => api.dispose());

  test("are each processed once, even when their writes aren't visible", async () => {
    expect(await indexUsers({ ...operator(), write: async () => undefined as never })).toBe(2);
  });

  test("become searchable, and aren't indexed again", async () => {
    expect(await indexUsers(operator())).toBe(2);
    expect(await api.runtime.database.reader.user.count({ where: { sortName: "" } })).toBe(0);
    expect(await api.runtime.database.reader.userSearchText.count({ where: { text: { contains: "grace" } } })).toBe(1);
    expect(await indexUsers(operator())).toBe(0);
  });
});
