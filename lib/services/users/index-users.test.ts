import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { turnsDuring } from "@/lib/testing/turns-during";
import { operatorContext } from "@/lib/web/server-context";
import { importUsers } from "./import-users";
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

  test("are processed in small writes, newest first, and other work runs between them", async () => {
    const lines = Array.from({ length: 250 }, (_, index) => `person-${index}@example.org`);
    await importUsers(operator(), {
      text: ["email", ...lines].join("\n"),
      on_existing: "skip",
      allow_roles: false,
      dry_run: false,
    });
    await operator().write((tx) => tx.userSearchText.deleteMany());
    const { reader } = api.runtime.database;
    const sizes: number[] = [];
    const { write } = operator();
    const { turns } = await turnsDuring(() =>
      indexUsers({
        ...operator(),
        write: async (work) => {
          const result = await write(work);
          sizes.push(await reader.userSearchText.count());
          if (sizes.length === 1) {
            const newest = await reader.user.findMany({ orderBy: { id: "desc" }, take: 100, select: { id: true } });
            const indexed = await reader.userSearchText.findMany({ select: { userId: true } });
            expect(new Set(indexed.map(({ userId }) => userId))).toEqual(new Set(newest.map(({ id }) => id)));
          }
          return result;
        },
      }),
    );
    expect(sizes).toEqual([100, 200, 252]);
    expect(turns).toBeGreaterThanOrEqual(sizes.length);
  });
});
