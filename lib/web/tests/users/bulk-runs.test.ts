import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { removeOldRecords } from "@/lib/services/maintenance/remove-old-records";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { operatorCommands } from "@/lib/web/commands/operator-commands";
import { serverContext } from "@/lib/web/server-context";

describe.each(databaseProviders)("bulk runs over the API (%s)", (provider) => {
  let api: ApiClient;
  let now = new Date();
  let boss: { id: string; access: string };
  beforeAll(async () => {
    api = await createApiClient(provider, {}, { now: () => now });
    boss = await api.person("boss");
    await operatorCommands["make-admin"](api.runtime, "boss");
  });
  afterAll(() => api.dispose());
  const users = async (name: string, count: number) => {
    const made = [];
    for (let number = 0; number < count; number += 1) made.push(await api.person(`${name}-${number}`));
    return made;
  };
  const bulk = (body: object, token = boss.access) => api.send("POST", "/api/v1/users/bulk", body, token);
  const run = async (id: string, query = "") => (await api.get(`/api/v1/users/bulk/${id}${query}`, boss.access)).body;
  const undo = (id: string, token = boss.access) => api.send("POST", `/api/v1/users/bulk/${id}/undo`, undefined, token);
  const stateOf = async (id: string) => (await api.get(`/api/v1/users/${id}`, boss.access)).body;
  const patch = (id: string, body: object) => api.send("PATCH", `/api/v1/users/${id}`, body, boss.access);

  test("a run with a filter continues by its id and covers each user once", async () => {
    const ids = (await users("steps", 5)).map(({ id }) => id);
    const tried = await bulk({ action: "disable", filter: { q: "steps" }, dry_run: true, size: 2 });
    expect(tried.body).toMatchObject({ run_id: null, matched: 2, changed: 2, finished: false });
    const begun = await bulk({ action: "disable", filter: { q: "steps" }, size: 2 });
    expect(begun.body).toMatchObject({ dry_run: false, matched: 2, changed: 2, finished: false });
    const { run_id } = begun.body;
    expect(await run(run_id)).toMatchObject({
      matched: 5,
      changed: 2,
      finished: false,
      undo: { possible: true, begun: false },
    });
    const second = await bulk({ run_id, size: 2 });
    const third = await bulk({ run_id });
    expect([second.body.finished, third.body.finished]).toEqual([false, true]);
    expect([begun, second, third].flatMap(({ body }) => body.results.map(({ id }: { id: string }) => id))).toEqual(ids);
    for (const id of ids) expect((await stateOf(id)).status).toBe("disabled");
    expect((await bulk({ run_id })).body).toMatchObject({ matched: 0, finished: true });
    const paged = await run(run_id, "?size=3");
    expect(paged).toMatchObject({ changed: 5, skipped: 0, finished: true, next: 3 });
    expect(
      (await run(run_id, "?after=3")).results.map(({ id, name }: { id: string; name: string }) => [id, name]),
    ).toEqual([
      [ids[3], "steps-3@example.org"],
      [ids[4], "steps-4@example.org"],
    ]);
  });

  test("the results can be limited to the accounts that need attention", async () => {
    const [one, two] = await users("attention", 2);
    if (one === undefined || two === undefined) throw new Error("Two were made.");
    const { run_id } = (await bulk({ action: "disable", ids: [one.id, two.id, boss.id] })).body;
    const attention = async () => (await run(run_id, "?attention=true")).results.map(({ id }: { id: string }) => id);
    expect(await attention()).toEqual([boss.id]);
    expect((await run(run_id)).results).toHaveLength(3);
    now = new Date(now.getTime() + 1000);
    await patch(two.id, { disabled: false });
    await undo(run_id);
    expect(await attention()).toEqual([two.id, boss.id]);
  });

  test.each([
    ["disable", { action: "disable" }, { status: "active" }, { status: "disabled" }],
    ["set_role", { action: "set_role", role: "moderator" }, { role: "user" }, { role: "moderator" }],
    ["delete", { action: "delete" }, { status: "active" }, { status: "deleted" }],
    [
      "require_password_change",
      { action: "require_password_change" },
      { must_change_password: false },
      { must_change_password: true },
    ],
  ])(
    "%s is undone except where a user was changed since, and those are reported",
    async (name, change, before, after) => {
      const [one, two, three] = await users(`undo-${name.replaceAll("_", "-")}`, 3);
      if (one === undefined || two === undefined || three === undefined) throw new Error("Three were made.");
      const { run_id } = (await bulk({ ...change, ids: [one.id, two.id, three.id, boss.id] })).body;
      for (const { id } of [one, two, three]) expect(await stateOf(id)).toMatchObject(after);
      now = new Date(now.getTime() + 1000);
      // Changes one of them back, and another one back and forth.
      const back = { disable: { disabled: false }, set_role: { role: "user" } }[name];
      const forth = { disable: { disabled: true }, set_role: { role: "moderator" } }[name];
      if (back !== undefined && forth !== undefined)
        for (const [id, body] of [
          [two.id, back],
          [three.id, back],
          [three.id, forth],
        ] as const)
          expect((await patch(id, body)).status).toBe(200);
      if (name === "delete")
        expect((await api.send("POST", `/api/v1/users/${two.id}/restore`, undefined, boss.access)).status).toBe(200);
      const { status, body } = await undo(run_id);
      expect(status).toBe(200);
      expect(body.finished).toBe(true);
      expect(body.results[0]).toEqual({ id: one.id, outcome: "undone" });
      expect(await stateOf(one.id)).toMatchObject(before);
      if (back !== undefined)
        expect(body.results.slice(1)).toEqual(
          [two, three].map(({ id }) => ({ id, outcome: "left", reason: "changed_since" })),
        );
      if (back !== undefined) expect(await stateOf(three.id)).toMatchObject(after);
      if (name === "delete") expect(body).toMatchObject({ undone: 2, left: 1 });
      expect(await run(run_id)).toMatchObject({
        undo: { begun: true, finished: true, undone: body.undone, left: body.left },
      });
      expect((await undo(run_id)).status).toBe(409);
      const actions = (await api.get(`/api/v1/audit-log?actor=${boss.id}&size=50`, boss.access)).body.items.map(
        ({ action }: { action: string }) => action,
      );
      expect(actions).toEqual(expect.arrayContaining(["user.change_many", "user.undo_many"]));
    },
  );

  test("enabling and restoring are undone to the previous state, and undoing stops an unfinished run", async () => {
    const ids = (await users("other-way", 3)).map(({ id }) => id);
    await bulk({ action: "disable", ids: [ids[0]] });
    await bulk({ action: "delete", ids: [ids[0]] }).then(({ body }) => undo(body.run_id));
    expect((await stateOf(ids[0] ?? "")).status).toBe("disabled");
    const enabled = await bulk({ action: "enable", ids: [ids[0]] });
    await undo(enabled.body.run_id);
    expect((await stateOf(ids[0] ?? "")).status).toBe("disabled");
    await bulk({ action: "delete", ids });
    const restored = await bulk({ action: "restore", ids, size: 1 });
    expect(restored.body).toMatchObject({ changed: 1, finished: false });
    expect((await undo(restored.body.run_id)).body).toMatchObject({ undone: 1, left: 0, finished: true });
    expect((await bulk({ run_id: restored.body.run_id })).body).toMatchObject({ matched: 0, finished: true });
    for (const id of ids) expect((await stateOf(id)).status).toBe("deleted");
  });

  test("ended sessions stay ended", async () => {
    const [person] = await users("ended", 1);
    const { body } = await bulk({ action: "end_sessions", ids: [person?.id, boss.id] });
    expect(body.results).toEqual([
      { id: person?.id, outcome: "changed" },
      { id: boss.id, outcome: "skipped", reason: "self" },
    ]);
    expect((await api.get("/users/me", person?.access)).status).toBe(401);
    expect((await run(body.run_id)).undo.possible).toBe(false);
    expect((await undo(body.run_id)).body).toMatchObject({
      code: "conflict",
      detail: "Ended sessions can't be restored.",
    });
  });

  test("a moderator's run and undo follow the moderator's permissions, and no other user continues it", async () => {
    const [person, moderator] = await users("moderated", 2);
    if (person === undefined || moderator === undefined) throw new Error("Two were made.");
    await patch(moderator.id, { role: "moderator" });
    const { body } = await bulk({ action: "disable", ids: [person.id, boss.id, moderator.id] }, moderator.access);
    expect(body.results.map(({ reason }: { reason?: string }) => reason)).toEqual([undefined, "not_allowed", "self"]);
    expect((await bulk({ action: "delete", ids: [person.id] }, moderator.access)).body.results).toEqual([
      { id: person.id, outcome: "skipped", reason: "not_allowed" },
    ]);
    expect((await bulk({ run_id: body.run_id })).status).toBe(403);
    expect((await undo(body.run_id, moderator.access)).body).toMatchObject({ undone: 1 });
    expect((await undo(body.run_id, person.access)).status).toBe(401);
  });

  test("a moderator can't undo another user's run", async () => {
    const [first, second, moderator] = await users("whole", 3);
    if (first === undefined || second === undefined || moderator === undefined) throw new Error("Three were made.");
    await patch(moderator.id, { role: "moderator" });
    const { run_id } = (await bulk({ action: "delete", ids: [first.id, second.id], size: 1 })).body;
    expect((await undo(run_id, moderator.access)).status).toBe(403);
    expect((await bulk({ run_id })).body).toMatchObject({ matched: 1, finished: true });
    expect((await undo(run_id, moderator.access)).status).toBe(403);
    expect((await undo(run_id)).body).toMatchObject({ undone: 2, left: 0 });
    for (const { id } of [first, second]) expect((await stateOf(id)).status).toBe("active");
  });

  test("invalid requests are refused", async () => {
    for (const body of [
      { action: "disable", filter: { roles: "user" } },
      { action: "disable", filter: { q: "\u0301" }, dry_run: true },
      { action: "disable", ids: [boss.id], filter: {} },
      { action: "disable", ids: [boss.id], run_id: "x" },
      { action: "disable", filter: {}, cursor: "x" },
      { run_id: "x", action: "disable" },
      { run_id: "x", dry_run: true },
      { action: "set_role", ids: [boss.id] },
      { action: "disable", role: "admin", ids: [boss.id] },
      { action: "disable", ids: [boss.id], size: 1001 },
    ]) {
      expect((await bulk(body)).status, JSON.stringify(body)).toBe(422);
    }
    expect((await bulk({ run_id: "nobody" })).status).toBe(404);
    expect((await undo("nobody")).status).toBe(404);
    expect((await api.get("/api/v1/users/bulk/nobody", boss.access)).status).toBe(404);
  });

  test("changes require recent authentication, dry runs don't, and a run is kept for 30 days", async () => {
    const [person] = await users("kept", 1);
    const { run_id } = (await bulk({ action: "disable", ids: [person?.id] })).body;
    now = new Date(now.getTime() + 11 * 60 * 1000);
    expect((await bulk({ action: "enable", ids: [person?.id] })).body.code).toBe("reauthentication_required");
    expect((await bulk({ run_id })).body.code).toBe("reauthentication_required");
    expect((await undo(run_id)).body.code).toBe("reauthentication_required");
    expect((await bulk({ action: "enable", ids: [person?.id], dry_run: true })).status).toBe(200);
    now = new Date(now.getTime() + 29 * 24 * 60 * 60 * 1000);
    boss.access = (
      await api.send("POST", "/api/v1/users/login", { identifier: "boss", password: STRONG_PASSWORD })
    ).body.access_token;
    await removeOldRecords(serverContext(api.runtime));
    expect((await run(run_id)).changed).toBe(1);
    now = new Date(now.getTime() + 24 * 60 * 60 * 1000);
    boss.access = (
      await api.send("POST", "/api/v1/users/login", { identifier: "boss", password: STRONG_PASSWORD })
    ).body.access_token;
    await removeOldRecords(serverContext(api.runtime));
    expect((await api.get(`/api/v1/users/bulk/${run_id}`, boss.access)).status).toBe(404);
  });
});
