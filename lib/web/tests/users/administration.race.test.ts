import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { operatorCommands } from "@/lib/web/commands/operator-commands";

const ROUNDS = Number(process.env["RACE_ROUNDS"] ?? 10);

describe.each(databaseProviders)("races of administration (%s)", (provider) => {
  let api: ApiClient;
  beforeAll(async () => {
    api = await createApiClient(provider);
  });
  afterAll(() => api.dispose());
  const admin = async (name: string) => {
    const person = await api.person(name);
    await operatorCommands["make-admin"](api.runtime, name);
    return person;
  };

  test(
    "two administrators who remove each other at once can't both succeed",
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const [one, two] = [await admin(`one-${round}`), await admin(`two-${round}`)];
        const path = (id: string) => `/api/v1/users/${id}`;
        const ways = [
          (by: typeof one, whom: typeof one) => api.send("PATCH", path(whom.id), { role: "user" }, by.access),
          (by: typeof one, whom: typeof one) => api.send("PATCH", path(whom.id), { disabled: true }, by.access),
          (by: typeof one, whom: typeof one) => api.send("DELETE", path(whom.id), undefined, by.access),
        ];
        const way = ways[round % ways.length] ?? ways[0];
        const replies = await Promise.all([way?.(one, two), way?.(two, one)]);
        expect(replies.filter((reply) => reply?.status === 200)).toHaveLength(1);
        const left = await api.runtime.database.reader.user.findMany({
          where: { role: "admin", status: "active" },
          select: { id: true },
        });
        expect(left).toHaveLength(1);
        // The next round starts with only its own two.
        await api.runtime.database.write((tx) =>
          tx.user.updateMany({ where: { role: "admin" }, data: { role: "user" } }),
        );
      }
    },
    20_000 * ROUNDS,
  );

  test(
    "no session is newer than the reply that disabled its account",
    async () => {
      const boss = await admin("disabler");
      for (let round = 0; round < ROUNDS; round += 1) {
        const person = await api.person(`victim-${round}`);
        const logIns = Array.from({ length: 6 }, () =>
          api.send("POST", "/api/v1/users/login", { email: person.email, password: STRONG_PASSWORD }),
        );
        const refreshed = api.form("/api/v1/token", { grant_type: "refresh_token", refresh_token: person.refresh });
        const disabled = await api.send("PATCH", `/api/v1/users/${person.id}`, { disabled: true }, boss.access);
        expect(disabled.status).toBe(200);
        for (const { status, body } of await Promise.all([...logIns, refreshed])) {
          if (status === 200) expect((await api.get("/users/me", body.access_token)).status).toBe(401);
          else expect([400, 401]).toContain(status);
        }
        expect(await api.runtime.database.reader.session.count({ where: { userId: person.id } })).toBe(0);
      }
    },
    20_000 * ROUNDS,
  );

  test(
    "two concurrent bulk runs over all administrators, and their undo, leave one administrator",
    async () => {
      await api.runtime.database.write((tx) =>
        tx.user.updateMany({ where: { role: "admin" }, data: { role: "user" } }),
      );
      for (let round = 0; round < ROUNDS; round += 1) {
        const users = [await admin(`bulk-one-${round}`), await admin(`bulk-two-${round}`)];
        const ids = users.map(({ id }) => id);
        const change = [{ action: "set_role", role: "user" }, { action: "disable" }, { action: "delete" }][round % 3];
        const replies = await Promise.all(
          users.map(({ access }) => api.send("POST", "/api/v1/users/bulk", { ...change, ids }, access)),
        );
        for (const { status } of replies) expect([200, 401, 403]).toContain(status);
        expect(replies.reduce((sum, { body }) => sum + (body.changed ?? 0), 0)).toBe(1);
        expect(await api.runtime.database.reader.user.count({ where: { role: "admin", status: "active" } })).toBe(1);

        const winner = replies.findIndex(({ body }) => body.changed === 1);
        const path = `/api/v1/users/bulk/${replies[winner]?.body.run_id}/undo`;
        const undone = await Promise.all([1, 2].map(() => api.send("POST", path, undefined, users[winner]?.access)));
        for (const { status } of undone) expect([200, 409]).toContain(status);
        expect(undone.reduce((sum, { body }) => sum + (body.undone ?? 0), 0)).toBe(1);
        await api.runtime.database.write((tx) =>
          tx.user.updateMany({ where: { role: "admin" }, data: { role: "user" } }),
        );
      }
    },
    20_000 * ROUNDS,
  );
});
