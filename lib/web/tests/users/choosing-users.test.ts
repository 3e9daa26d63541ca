import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { identifyBearer } from "@/lib/services/sessions/identify-bearer";
import { findUsers } from "@/lib/services/users/find-users";
import { previewChange } from "@/lib/services/users/preview-change";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { operatorCommands } from "@/lib/web/commands/operator-commands";

describe.each(databaseProviders)("choosing users (%s)", (provider) => {
  let api: ApiClient;
  const people: Record<string, { id: string; access: string }> = {};
  beforeAll(async () => {
    api = await createApiClient(provider);
    for (const name of ["boss", "bob", "bea", "zed"]) people[name] = await api.person(name);
    await operatorCommands["make-admin"](api.runtime, "boss");
    await api.send("DELETE", `/api/v1/users/${people["bea"]?.id}`, undefined, people["boss"]?.access);
  });
  afterAll(() => api.dispose());

  async function contextOf(name: string) {
    const context = api.runtime.createContext({
      id: "test",
      address: null,
      network: "test",
      userAgent: null,
      deviceToken: null,
    });
    context.actor = await identifyBearer(context, { token: people[name]?.access ?? "" });
    return context;
  }
  const idOf = (name: string): string => people[name]?.id ?? "";

  test("a picker finds users by the start of a word and by id, by name, and deleted ones last", async () => {
    const find = async (q: string): Promise<unknown> =>
      (await findUsers(await contextOf("boss"), { q })).items.map(({ username, status }) => `${username} ${status}`);
    expect(await find("b")).toEqual(["bob active", "boss active", "bea deleted"]);
    expect(await find("zed@example.org")).toEqual(["zed active"]);
    expect(await find(idOf("bea"))).toEqual(["bea deleted"]);
    expect(await find("nobody")).toEqual([]);
  });

  test("only those who may read users can pick one", async () => {
    await expect(findUsers(await contextOf("zed"), { q: "b" })).rejects.toMatchObject({ code: "forbidden" });
  });

  test("the review names every selected user, and why one is skipped", async () => {
    const preview = await previewChange(await contextOf("boss"), {
      change: { action: "disable" },
      ids: [idOf("bob"), idOf("boss"), idOf("bea")],
    });
    expect(preview.named.map(({ username, reason }) => [username, reason])).toEqual([
      ["bob", null],
      ["boss", "self"],
      ["bea", "deleted"],
    ]);
    expect([preview.matched, preview.changed]).toEqual([3, 1]);
  });

  test("the review of a filter names the first users that match, by name", async () => {
    const preview = await previewChange(await contextOf("boss"), {
      change: { action: "end_sessions" },
      filter: { role: "user" },
    });
    expect(preview.named.map(({ username }) => username)).toEqual(["bob", "zed"]);
    expect(preview.matched).toBe(2);
  });
});
