import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connectDatabase } from "@/lib/data/connect-database";
import { endSession, findSessionWithUser, touchSessions } from "@/lib/data/sessions";
import { identifyBrowser } from "@/lib/services/sessions/identify-browser";
import { redeemLogInTicket } from "@/lib/services/sessions/redeem-log-in-ticket";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { copyDatabase, databaseProviders } from "@/lib/testing/databases";
import { enterByPassword } from "@/lib/testing/enter";
import { runRawSql } from "@/lib/testing/raw-database";
import { createTestRuntime } from "@/lib/testing/test-runtime";

const ROUNDS = Number(process.env["RACE_ROUNDS"] ?? 10);
const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const IDLE_DAYS = 7;

describe.each(databaseProviders)("when a session was last seen (%s)", (provider) => {
  let api: ApiClient;
  let userId: string;
  let now = new Date("2026-11-21T12:00:00.123Z");
  beforeAll(async () => {
    api = await createApiClient(provider, { MAX_SESSIONS_PER_USER: "1000" }, { now: () => now });
    userId = (await api.person("seen")).id;
  });
  afterAll(() => api.dispose());
  beforeEach(() => api.runtime.settle());

  const pass = (milliseconds: number): void => void (now = new Date(now.getTime() + milliseconds));
  const context = (address = "10.0.0.1") =>
    api.runtime.createContext({ id: "test", address, network: address, userAgent: "Firefox", deviceToken: null });
  const identify = async (token: string, address?: string) => (await identifyBrowser(context(address), { token })).kind;
  const rowOf = (id: string) => api.runtime.database.reader.session.findUnique({ where: { id } });
  async function enter(): Promise<{ id: string; token: string }> {
    const { ticket, deviceToken } = await enterByPassword(context(), { identifier: "seen", password: STRONG_PASSWORD });
    const session = await redeemLogInTicket(
      { ...context(), request: { ...context().request, deviceToken } },
      { ticket },
    );
    const token = session?.sessionToken ?? "";
    const { reader } = api.runtime.database;
    const found = await findSessionWithUser(reader, { tokenHash: context().hashSecretToken(token) });
    return { id: found?.id ?? "", token };
  }

  test("is recorded for many sessions by one write, with the time and address of the last request", async () => {
    const sessions = [await enter(), await enter(), await enter()];
    await api.runtime.settle();
    pass(6 * MINUTE_MS);
    const commits = api.runtime.countCommits();
    for (const { token } of sessions) await identify(token);
    pass(1000);
    for (const { token } of sessions) await identify(token, "2001:db8::7");
    expect(api.runtime.countCommits()).toBe(commits);
    await api.runtime.settle();
    expect(api.runtime.countCommits()).toBe(commits + 1);
    for (const { id } of sessions)
      expect(await rowOf(id)).toMatchObject({ lastSeenAt: now, address: "2001:db8::7", userAgent: "Firefox" });
    // As Prisma writes it: the text is compared on SQLite.
    const [first] = sessions;
    const same = await api.runtime.database.reader.session.count({ where: { id: first?.id ?? "", lastSeenAt: now } });
    expect(same).toBe(1);
  });

  test("never goes back, also when processes record in another order than the requests came", async () => {
    const { id } = await enter();
    const { write } = api.runtime.database;
    const later = new Date(now.getTime() + 2 * MINUTE_MS);
    const earlier = new Date(now.getTime() + MINUTE_MS);
    const touch = (at: Date, address: string | null) =>
      write((tx) => touchSessions(tx, provider, [{ id, at, address, userAgent: `Zoë's "browser"` }]));
    expect(await touch(later, null)).toBe(1);
    expect(await touch(earlier, "10.0.0.9")).toBe(0);
    expect(await touch(later, "10.0.0.9")).toBe(0);
    expect(await rowOf(id)).toMatchObject({ lastSeenAt: later, address: null, userAgent: `Zoë's "browser"` });
  });

  test("doesn't wait when the session is about to expire, so that the next request isn't refused", async () => {
    const { id, token } = await enter();
    await api.runtime.settle();
    pass(IDLE_DAYS * DAY_MS - 1);
    const seen = now;
    expect(await identify(token)).toBe("user");
    await expect.poll(async () => (await rowOf(id))?.lastSeenAt).toEqual(seen);
    pass(20_000);
    expect(await identify(token)).toBe("user");
  });

  test("a session that expired isn't seen any more, whatever was recorded late", async () => {
    const { id, token } = await enter();
    const entered = now;
    await api.runtime.settle();
    pass(6 * MINUTE_MS);
    expect(await identify(token)).toBe("user");
    const seen = now;
    await api.runtime.settle();
    pass(IDLE_DAYS * DAY_MS);
    expect(await identify(token)).toBe("anonymous");
    await api.runtime.settle();
    expect((await rowOf(id))?.lastSeenAt).toEqual(seen);
    expect(seen.getTime()).toBeGreaterThan(entered.getTime());
  });

  test(
    "recorded beside the end of sessions, it brings none back",
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const sessions = [await enter(), await enter(), await enter(), await enter()];
        await api.runtime.settle();
        pass(6 * MINUTE_MS);
        for (const { token } of sessions) await identify(token);
        const [first, second, ...left] = sessions;
        const end = (id = "") => api.runtime.database.write((tx) => endSession(tx, { id, userId }));
        // Another process records the same sessions in another order.
        const touches = sessions.toReversed().map(({ id }) => ({ id, at: now, address: null, userAgent: null }));
        await Promise.all([
          end(first?.id),
          api.runtime.settle(),
          api.runtime.database.write((tx) => touchSessions(tx, provider, touches)),
          end(second?.id),
        ]);
        expect([await rowOf(first?.id ?? ""), await rowOf(second?.id ?? "")]).toEqual([null, null]);
        for (const { id } of left) expect((await rowOf(id))?.lastSeenAt).toEqual(now);
      }
    },
    20_000 * ROUNDS,
  );

  test("is tried again after a failure", async () => {
    const { id, token } = await enter();
    await api.runtime.settle();
    pass(6 * MINUTE_MS);
    await identify(token);
    const { database } = api.runtime.config;
    await runRawSql(database, ["ALTER TABLE sessions RENAME COLUMN user_agent TO away"]);
    await api.runtime.settle();
    await runRawSql(database, ["ALTER TABLE sessions RENAME COLUMN away TO user_agent"]);
    expect((await rowOf(id))?.lastSeenAt).not.toEqual(now);
    await api.runtime.settle();
    expect((await rowOf(id))?.lastSeenAt).toEqual(now);
  });
});

test("what waits is recorded when the process stops", async () => {
  const copy = await copyDatabase("sqlite");
  if (copy.location.provider !== "sqlite") throw new Error("not SQLite");
  let now = new Date();
  const { runtime, dispose } = await createTestRuntime(
    { DATABASE_URL: `file:${copy.location.file}` },
    { now: () => now },
  );
  const at = now;
  await runtime.database.write(async (tx) => {
    const user = {
      email: "a@example.org",
      normalizedEmail: "a@example.org",
      role: "user",
      passwordHash: "",
      id: "stopped",
    };
    await tx.user.create({
      data: { ...user, status: "active", passwordChangedAt: at, createdAt: at, updatedAt: at },
    });
    const times = { createdAt: at, lastSeenAt: at, authenticatedAt: at, expiresAt: new Date(at.getTime() + DAY_MS) };
    await tx.session.create({ data: { id: "stopped", userId: user.id, kind: "browser", ...times } });
  });
  now = new Date(now.getTime() + 6 * MINUTE_MS);
  runtime
    .createContext({ id: "", address: null, network: "", userAgent: null, deviceToken: null })
    .touchLater({ id: "stopped", at: now, address: null, userAgent: null });
  await dispose();
  const database = await connectDatabase(copy.location, { access: "read" });
  expect((await database.reader.session.findUnique({ where: { id: "stopped" } }))?.lastSeenAt).toEqual(now);
  await database.close();
  await copy.remove();
});
