import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import { roles, userStatuses } from "@/lib/domain/users/roles";
import { sortNameOf } from "@/lib/domain/users/search-terms";
import { describeOnBothDatabases } from "@/lib/testing/databases";
import { createUser, createUsers, setMustChangePassword, setProfile, setRole, setStatus } from "./account-state";
import { createAuditEvents } from "./audit-events";
import { createSeals } from "./audit-seals";
import { createAuthenticators } from "./authenticators";
import { preparedReaderOf } from "./prepared-reader";
import { createSession, findSessionWithUser, type NewSession } from "./sessions";
import { countByState } from "./user-list";
import { freezeUser, listUnusualAddresses, publicFields, recordLogIn, turnTwoFactorOn } from "./users";

const now = new Date("2026-01-02T03:04:05.678Z");
const later = new Date("2026-02-03T04:05:06.789Z");

// What the raw queries return has to be what Prisma's client returns for the model: same fields, same types.
describeOnBothDatabases("rows of raw SQL", (getDatabase) => {
  const makeUser = (id: string) => ({
    id,
    email: `${id}@Example.org`,
    normalizedEmail: `${id}@example.org`,
    username: id,
    fullName: `Full ${id}`,
    passwordHash: "hash",
    breachCheckDue: false,
    role: "user" as const,
    emailVerifiedAt: now,
  });

  test("the session with its user has every field that Prisma's client reads", async () => {
    const { reader, write } = getDatabase();
    const session: NewSession = {
      id: "session",
      userId: "full",
      kind: "browser",
      tokenHash: "token",
      expiresAt: later,
      secondFactorAt: now,
      address: "127.0.0.1",
      userAgent: "test",
    };
    await write(async (tx) => {
      await createUser(tx, makeUser("full"), now);
      await createUser(tx, { ...makeUser("empty"), username: null, fullName: null }, now);
      await turnTwoFactorOn(tx, "full", now);
      await freezeUser(tx, "full", later);
      await setMustChangePassword(tx, "full", { to: true, now });
      await recordLogIn(tx, { id: "full", passwordChangedAt: now, secondFactorVerified: true }, later);
      await createSession(tx, session, now);
      await createSession(
        tx,
        { ...session, id: "other", userId: "empty", tokenHash: "empty", secondFactorAt: null },
        now,
      );
    });
    for (const id of ["session", "other"]) {
      const expected = await reader.session.findUniqueOrThrow({
        where: { id },
        select: {
          id: true,
          kind: true,
          lastSeenAt: true,
          expiresAt: true,
          authenticatedAt: true,
          secondFactorAt: true,
          userId: true,
        },
      });
      const { userId, ...fields } = expected;
      const user = await reader.user.findUniqueOrThrow({ where: { id: userId }, select: publicFields });
      expect(await findSessionWithUser(reader, { id })).toStrictEqual({ ...fields, user });
    }
    expect((await findSessionWithUser(reader, { tokenHash: "token" }))?.user.id).toBe("full");
  });

  test("rows inserted by raw SQL are those that Prisma's client would write, in each column, and in any number", async () => {
    const { reader, write } = getDatabase();
    const made = Array.from({ length: 150 }, (_, index) => ({
      ...makeUser(`imported-${index}`),
      username: index % 2 === 0 ? null : `imported-${index}`,
      fullName: ["", "O'Neil", "Zoë", "龍 🔑", "a\\b", "null", "0", null][index % 8] ?? null,
      breachCheckDue: index % 3 === 0,
      status: index % 5 === 0 ? ("disabled" as const) : ("active" as const),
      emailVerifiedAt: index % 7 === 0 ? now : null,
      twoFactorSince: index % 4 === 0 ? later : null,
      createdAt: later,
    }));
    const likeBefore = { passwordChangedAt: now, updatedAt: now };
    await write((tx) => createUsers(tx, made, now));
    const users = await reader.user.findMany({ where: { id: { startsWith: "imported-" } }, orderBy: { id: "asc" } });
    await write(async (tx) => {
      await tx.user.deleteMany({ where: { id: { startsWith: "imported-" } } });
      await tx.user.createMany({ data: made.map((user) => ({ ...user, ...likeBefore, sortName: sortNameOf(user) })) });
    });
    expect(users).toHaveLength(150);
    expect(users).toStrictEqual(
      await reader.user.findMany({ where: { id: { startsWith: "imported-" } }, orderBy: { id: "asc" } }),
    );

    const event = {
      id: "event",
      action: "account.import" as const,
      outcome: "success" as const,
      actorId: null,
      targetId: "imported-1",
      sessionId: "session",
      address: "2001:db8::1",
      userAgent: "a 'test'",
      requestId: null,
      details: '{"role":"user"}',
    };
    const authenticator = { id: "code", userId: "imported-1", name: "Imported", sealedSecret: "sealed", lastStep: 0 };
    const seal = {
      sequence: 1,
      eventId: "event",
      factsDigest: "facts",
      personalDigest: "personal",
      personalSalt: null,
      blankedSeal: null,
      link: "link",
      seal: "seal",
    };
    await write(async (tx) => {
      await createAuditEvents(tx, [event], later);
      await createAuditEvents(tx, [], later);
      await createAuthenticators(tx, [authenticator], now);
      await createSeals(tx, [seal]);
    });
    expect(await reader.auditEvent.findUnique({ where: { id: "event" } })).toStrictEqual({ ...event, at: later });
    expect(await reader.auditSeal.findUnique({ where: { eventId: "event" } })).toStrictEqual(seal);
    expect(await reader.authenticator.findUnique({ where: { id: "code" } })).toStrictEqual({
      ...authenticator,
      createdAt: now,
      lastUsedAt: now,
    });
  });

  test("a prepared statement gives the rows of Prisma's client, whatever is in them", async () => {
    const { reader, write } = getDatabase();
    const time = (): Date => new Date(randomInt(2 ** 47));
    const maybe = <Value>(value: Value): Value | null => (randomInt(2) === 0 ? value : null);
    const text = (): string => ["", "O'Neil", "Zoë", "龍 🔑", "a\\b", '"x"', "null", "0"][randomInt(8)] ?? "";
    const sessions = Array.from({ length: 40 }, (_, index) => ({
      id: `random-${index}`,
      userId: `owner-${index}`,
      kind: randomInt(2) === 0 ? "browser" : "api",
      tokenHash: `hash-${index}`,
      createdAt: time(),
      lastSeenAt: time(),
      expiresAt: time(),
      authenticatedAt: time(),
      secondFactorAt: maybe(time()),
    }));
    await write(async (tx) => {
      await tx.user.createMany({
        data: sessions.map(({ userId }) => ({
          ...makeUser(userId),
          username: maybe(`name-${userId}`),
          fullName: maybe(text()),
          role: roles[randomInt(roles.length)] ?? "user",
          status: userStatuses[randomInt(userStatuses.length)] ?? "active",
          mustChangePassword: randomInt(2) === 0,
          passwordChangedAt: time(),
          twoFactorSince: maybe(time()),
          emailVerifiedAt: maybe(time()),
          frozenUntil: maybe(time()),
          lastLogInAt: maybe(time()),
          createdAt: time(),
          updatedAt: time(),
        })),
      });
      await tx.session.createMany({ data: sessions });
    });
    expect(preparedReaderOf(reader)).toBeDefined();
    for (const { id, tokenHash } of sessions) {
      const { user, ...session } = await reader.session.findUniqueOrThrow({
        where: { id },
        select: {
          id: true,
          kind: true,
          lastSeenAt: true,
          expiresAt: true,
          authenticatedAt: true,
          secondFactorAt: true,
          user: { select: publicFields },
        },
      });
      expect(await findSessionWithUser(reader, { id })).toStrictEqual({ ...session, user });
      expect(await findSessionWithUser(reader, { tokenHash })).toStrictEqual({ ...session, user });
      expect(await write((tx) => findSessionWithUser(tx, { id }))).toStrictEqual({ ...session, user });
    }
    for (const unknown of ["", "random-", "' OR 1=1 --"])
      expect(await findSessionWithUser(reader, { id: unknown })).toBeNull();
  });

  test("the counts by state have a role, a status, a boolean and a number", async () => {
    const { longReader, write } = getDatabase();
    await write(async (tx) => {
      for (const [index, id] of ["one", "two", "three", "four"].entries()) {
        await createUser(tx, makeUser(id), now);
        await setProfile(tx, id, { fullName: "Counted" }, now);
        if (index === 1) await setRole(tx, id, "moderator", now);
        if (index === 2) await setStatus(tx, id, { from: ["active"], to: "disabled", now });
        if (index === 3) await setMustChangePassword(tx, id, { to: true, now });
      }
    });
    const { others, isExceptedAmong } = await countByState(longReader, { words: ["counted"] }, { exceptId: "one" });
    expect(isExceptedAmong).toBe(true);
    const key = ({ role, status, mustChangePassword }: (typeof others)[number]): string =>
      `${role} ${status} ${mustChangePassword}`;
    expect(new Map(others.map((row) => [key(row), row.count]))).toEqual(
      new Map([
        ["moderator active false", 1],
        ["user disabled false", 1],
        ["user active true", 1],
      ]),
    );
    for (const { role, status } of others)
      expect([roles.includes(role), userStatuses.includes(status)]).toEqual([true, true]);
  });

  test("addresses that aren't stored in the canonical form are listed", async () => {
    const { reader, write } = getDatabase();
    const stored = [
      "dot@example.org.",
      "UPPER@example.org",
      "bücher@example.org",
      "_%@example.org",
      "plain@example.org",
    ];
    await write(async (tx) => {
      for (const [index, normalizedEmail] of stored.entries())
        await createUser(tx, { ...makeUser(`unusual-${index}`), normalizedEmail }, now);
    });
    expect(await listUnusualAddresses(reader)).toEqual(expect.arrayContaining(stored.slice(0, 3)));
    expect(await listUnusualAddresses(reader)).toHaveLength(3);
  });
});
