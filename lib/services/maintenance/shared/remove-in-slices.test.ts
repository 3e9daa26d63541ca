import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ApiClient, createApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { serverContext } from "@/lib/web/server-context";
import { removeExpired } from "../remove-expired";
import { removeInSlices } from "./remove-in-slices";

const longAgo = new Date("2020-01-01");

describe.each(databaseProviders)("the clean-up (%s)", (provider) => {
  let api: ApiClient;
  let userId: string;
  beforeAll(async () => {
    api = await createApiClient(provider);
    ({ id: userId } = await api.person("owner"));
  });
  afterAll(() => api.dispose());

  test("removes many rows in transactions of at most 500", async () => {
    const { reader } = api.runtime.database;
    await api.runtime.database.write((tx) => tx.securityNotice.createMany({ data: notices(1, 1201) }));
    const before = await reader.securityNotice.count();
    const context = serverContext(api.runtime);
    const { write } = context;
    const sizes: number[] = [];
    context.write = (work) =>
      write(async (tx) => {
        const result = await work(tx);
        if (typeof result === "number" && result > 0) sizes.push(result);
        return result;
      });
    expect(await removeExpired(context)).toMatchObject({ securityNotices: 1201 });
    expect(sizes).toEqual([500, 500, 201]);
    expect(await reader.securityNotice.count()).toBe(before - 1201);
  });

  test("goes on with the other tables when one fails, and names it at the end", async () => {
    const { reader } = api.runtime.database;
    await api.runtime.database.write((tx) => tx.securityNotice.createMany({ data: notices(2000, 3) }));
    const context = serverContext(api.runtime);
    const broken = removeInSlices(context, {
      first: async (tx) => tx.$executeRaw`DELETE FROM no_such_table`,
      notices: (tx, take) =>
        tx.securityNotice.deleteMany({ where: { expiresAt: longAgo }, limit: take }).then(({ count }) => count),
      last: async (tx) => tx.$executeRaw`DELETE FROM no_such_table_either`,
    });
    await expect(broken).rejects.toThrow("These rows couldn't be removed: first, last");
    expect(await reader.securityNotice.count({ where: { expiresAt: longAgo } })).toBe(0);
  });

  function notices(from: number, count: number) {
    return Array.from({ length: count }, (_, index) => ({
      id: `notice-${from + index}`,
      tokenHash: `hash-${from + index}`,
      userId,
      kind: "new_log_in",
      createdAt: longAgo,
      expiresAt: longAgo,
    }));
  }
});
