import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { newestMail, tokenIn } from "@/lib/testing/mailbox";
import { operatorCommands } from "@/lib/web/commands/operator-commands";

const ROUNDS = Number(process.env["RACE_ROUNDS"] ?? 2);
const PARALLEL = 50;

const times = <Result>(count: number, work: (index: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

describe.each(databaseProviders)("races over invitations (%s)", (provider) => {
  let api: ApiClient;
  let boss: { id: string; access: string };
  let networks = 0;
  beforeAll(async () => {
    api = await createApiClient(provider);
    boss = await api.person("boss");
    await operatorCommands["make-admin"](api.runtime, "boss");
  });
  afterAll(() => api.dispose());

  const invite = async (body: object, token = boss.access) =>
    (await api.send("POST", "/api/v1/invitations", body, token)).body;
  // A new network for each request, because sign-ups and failures are counted by network.
  const accept = (invitation_token: string, email: string) =>
    api.send(
      "POST",
      "/api/v1/users/register",
      { email, password: STRONG_PASSWORD, invitation_token },
      undefined,
      `10.${80 + ((networks += 1) >> 16)}.${(networks >> 8) % 256}.${networks % 256}`,
    );
  const accounts = (start: string) =>
    api.runtime.database.reader.user.count({ where: { normalizedEmail: { startsWith: start } } });

  test(
    "of 50 simultaneous uses of one link one creates an account",
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const token = tokenIn((await invite({})).link);
        const replies = await times(PARALLEL, (index) => accept(token, `open-${round}-${index}@example.org`));
        expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
        for (const { status, body } of replies)
          if (status !== 201) expect([status === 503 || body.code]).toEqual([status === 503 ? true : "invalid_link"]);
        expect(await accounts(`open-${round}-`)).toBe(1);
      }
    },
    30_000 * ROUNDS,
  );

  test(
    "of 50 simultaneous uses of both links of an invitation one creates an account",
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const email = `bound-${round}@example.org`;
        const { link } = await invite({ email });
        const tokens = [tokenIn(link), tokenIn((await newestMail(api.runtime, email)).link)];
        const replies = await times(PARALLEL, (index) => accept(tokens[index % 2] ?? "", email));
        expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
        for (const { status } of replies) expect([201, 400, 503]).toContain(status);
        expect(await accounts(`bound-${round}`)).toBe(1);
      }
    },
    30_000 * ROUNDS,
  );

  test(
    "a revocation and a use never both succeed",
    async () => {
      for (let round = 0; round < 4 * ROUNDS; round += 1) {
        const { id, link } = await invite({});
        const [accepted, revoked] = await Promise.all([
          accept(tokenIn(link), `beside-${round}@example.org`),
          api.send("DELETE", `/api/v1/invitations/${id}`, undefined, boss.access),
        ]);
        expect([accepted.status, revoked.status]).toEqual(accepted.status === 201 ? [201, 409] : [400, 200]);
        expect(await accounts(`beside-${round}@`)).toBe(accepted.status === 201 ? 1 : 0);
      }
    },
    30_000 * ROUNDS,
  );

  test(
    "no invitation works after the reply that its inviter was demoted",
    async () => {
      for (let round = 0; round < 2 * ROUNDS; round += 1) {
        const inviter = await api.person(`inviter-${round}`);
        await operatorCommands["make-admin"](api.runtime, inviter.email);
        const links = await times(6, () => invite({ role: "admin" }, inviter.access));
        const demote = api.send("PATCH", `/api/v1/users/${inviter.id}`, { role: "user" }, boss.access);
        const beside = links
          .slice(0, 3)
          .map(({ link }, index) => accept(tokenIn(link), `beside-demotion-${round}-${index}@example.org`));
        expect((await demote).status).toBe(200);
        for (const { link } of links.slice(3))
          expect((await accept(tokenIn(link), `after-demotion-${round}@example.org`)).status).toBe(400);
        for (const { status } of await Promise.all(beside)) expect([201, 400]).toContain(status);
        expect(await accounts(`after-demotion-${round}`)).toBe(0);
        // Otherwise too many invitations would be pending.
        await api.runtime.database.write((tx) =>
          tx.invitation.deleteMany({ where: { invitedById: inviter.id, usedAt: null } }),
        );
      }
    },
    30_000 * ROUNDS,
  );

  test("at most 1,000 invitations are pending, however many are created at once", async () => {
    const expiresAt = new Date(Date.now() + 24 * 60 * 60 * 1000);
    const waiting = await api.runtime.database.reader.invitation.count({ where: { usedAt: null, revokedAt: null } });
    const rows = Array.from({ length: 995 - waiting }, (_, index) => ({
      id: `00000000-0000-7000-8000-${String(index).padStart(12, "0")}`,
      tokenHash: `filler-${index}`,
      role: "user",
      invitedById: boss.id,
      createdAt: new Date(),
      validHours: 24,
      expiresAt,
    }));
    await api.runtime.database.write((tx) => tx.invitation.createMany({ data: rows }));
    const replies = await times(16, () => api.send("POST", "/api/v1/invitations", {}, boss.access));
    expect(replies.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(5);
    for (const { status } of replies) expect([201, 409, 503]).toContain(status);
    expect((await api.get("/api/v1/invitations?size=1", boss.access)).body.counts.pending).toBeLessThanOrEqual(1000);
    while ((await api.send("POST", "/api/v1/invitations", {}, boss.access)).status === 201);
    expect((await api.get("/api/v1/invitations?size=1", boss.access)).body.counts.pending).toBe(1000);
    expect((await api.send("POST", "/api/v1/invitations", {}, boss.access)).body.code).toBe("conflict");
  });
});
