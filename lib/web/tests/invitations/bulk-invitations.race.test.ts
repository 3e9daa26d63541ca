import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { tokenIn } from "@/lib/testing/mailbox";
import { operatorCommands } from "@/lib/web/commands/operator-commands";

const ROUNDS = Number(process.env["RACE_ROUNDS"] ?? 2);
const PARALLEL = 20;

type Status = { status: number };

describe.each(databaseProviders)("races over bulk invitations (%s)", (provider) => {
  let api: ApiClient;
  let boss: { id: string; access: string };
  let number = 0;
  beforeAll(async () => {
    api = await createApiClient(provider);
    boss = await api.person("boss");
    await operatorCommands["make-admin"](api.runtime, "boss");
  });
  afterAll(() => api.dispose());

  const post = (path: string, body: object) => api.send("POST", `/api/v1/${path}`, body, boss.access);
  const importUser = async () => {
    const email = `bare-${(number += 1)}@example.org`;
    const { body } = await post("users/import", { rows: [{ email }] });
    return { email, id: String(body.results[0].user_id) };
  };
  const inviteOne = async () => {
    const user = await importUser();
    const { run_id } = (await post("users/bulk", { action: "invite", ids: [user.id] })).body;
    const { items } = (await post("invitations/links", { run_id })).body;
    return { ...user, run_id, token: tokenIn(items[0].link) };
  };
  const accept = (token: string, password = STRONG_PASSWORD) =>
    api.send(
      "POST",
      "/api/v1/invitations/accept",
      { token, new_password: password },
      undefined,
      `10.${90 + ((number += 1) >> 16)}.${(number >> 8) % 256}.${number % 256}`,
    );
  const logIn = async (identifier: string, password = STRONG_PASSWORD) =>
    (await api.send("POST", "/api/v1/users/login", { identifier, password })).status;
  const invitationsOf = (userId: string) =>
    api.runtime.database.reader.invitation.findMany({ where: { userId }, orderBy: { id: "asc" } });
  const outcomes = (replies: Status[]) => replies.map(({ status }) => status).toSorted();

  test(
    "of simultaneous uses of one link one sets the password",
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { email, token } = await inviteOne();
        const passwords = Array.from({ length: PARALLEL }, (_, index) => `${STRONG_PASSWORD}-${index}`);
        const replies = await Promise.all(passwords.map((password) => accept(token, password)));
        const winners = passwords.filter((_, index) => replies[index]?.status === 200);
        expect(winners).toHaveLength(1);
        for (const { status } of replies) expect([200, 400, 503]).toContain(status);
        expect(await logIn(email, winners[0])).toBe(200);
      }
    },
    30_000 * ROUNDS,
  );

  test(
    "a use and a revocation never both succeed",
    async () => {
      for (let round = 0; round < 4 * ROUNDS; round += 1) {
        const { email, run_id, token } = await inviteOne();
        const [accepted, revoked] = await Promise.all([accept(token), post("invitations/revoke", { run_id })]);
        expect([accepted.status, revoked.status, revoked.body.revoked]).toEqual(
          accepted.status === 200 ? [200, 200, 0] : [400, 200, 1],
        );
        expect(await logIn(email)).toBe(accepted.status === 200 ? 200 : 401);
      }
    },
    30_000 * ROUNDS,
  );

  test(
    "a use and a reminder never both succeed, so that no second link lives on",
    async () => {
      for (let round = 0; round < 4 * ROUNDS; round += 1) {
        const { email, id, run_id, token } = await inviteOne();
        const [accepted, reminded] = await Promise.all([accept(token), post("invitations/remind", { run_id })]);
        expect([accepted.status, reminded.body.reminded]).toEqual(accepted.status === 200 ? [200, 0] : [400, 1]);
        expect(await logIn(email)).toBe(accepted.status === 200 ? 200 : 401);
        const { items } = (await post("invitations/links", { run_id })).body;
        expect(items).toHaveLength(accepted.status === 200 ? 0 : 1);
        expect(await invitationsOf(id)).toHaveLength(1);
      }
    },
    30_000 * ROUNDS,
  );

  test(
    "a use and a deletion of the account never leave an account that can log in and is deleted",
    async () => {
      for (let round = 0; round < 4 * ROUNDS; round += 1) {
        const { id, email, token } = await inviteOne();
        const [accepted, deleted] = await Promise.all([
          accept(token),
          api.send("DELETE", `/api/v1/users/${id}`, undefined, boss.access),
        ]);
        expect([200, 400]).toContain(accepted.status);
        expect(deleted.status).toBe(200);
        expect(await logIn(email)).toBe(401);
        expect((await accept(token)).status).toBe(400);
      }
    },
    30_000 * ROUNDS,
  );

  test(
    "a use and a disabling of the account leave either a password or an invitation that still waits",
    async () => {
      for (let round = 0; round < 4 * ROUNDS; round += 1) {
        const { id, email, token } = await inviteOne();
        const [accepted, disabled] = await Promise.all([
          accept(token),
          api.send("PATCH", `/api/v1/users/${id}`, { disabled: true }, boss.access),
        ]);
        expect([200, 400]).toContain(accepted.status);
        expect(disabled.status).toBe(200);
        expect(await logIn(email)).toBe(401);
        expect((await accept(token)).status).toBe(400);
        await api.send("PATCH", `/api/v1/users/${id}`, { disabled: false }, boss.access);
        expect((await accept(token)).status).toBe(accepted.status === 200 ? 400 : 200);
        expect(await logIn(email)).toBe(200);
      }
    },
    30_000 * ROUNDS,
  );

  test(
    "simultaneous runs over one user leave one open invitation",
    async () => {
      for (let round = 0; round < 2 * ROUNDS; round += 1) {
        const { id } = await importUser();
        const replies = await Promise.all(
          Array.from({ length: 6 }, () => post("users/bulk", { action: "invite", ids: [id] })),
        );
        for (const { status } of replies) expect([200, 409, 503]).toContain(status);
        expect(replies.filter(({ body }) => body.changed === 1)).toHaveLength(1);
        expect((await invitationsOf(id)).filter(({ revokedAt }) => revokedAt === null)).toHaveLength(1);
      }
    },
    30_000 * ROUNDS,
  );

  test(
    "simultaneous downloads give out each link once",
    async () => {
      const ids: string[] = [];
      for (let index = 0; index < 5; index += 1) ids.push((await importUser()).id);
      const { run_id } = (await post("users/bulk", { action: "invite", ids })).body;
      const replies = await Promise.all(Array.from({ length: 5 }, () => post("invitations/links", { run_id })));
      expect(outcomes(replies).every((status) => status === 200)).toBe(true);
      const links = replies.flatMap(({ body }) => body.items.map(({ link }: { link: string }) => link));
      expect([links.length, new Set(links).size]).toEqual([5, 5]);
    },
    30_000 * ROUNDS,
  );
});
