import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { NO_PASSWORD } from "@/lib/domain/accounts/stored-hash";
import { roles, userStatuses } from "@/lib/domain/users/roles";
import { foldText, sortNameOf } from "@/lib/domain/users/search-terms";
import { describeOnBothDatabases } from "@/lib/testing/databases";
import type { LongReadDatabase, OpenDatabase } from "./database";
import { Prisma } from "./generated/sqlite/client";
import { searchIndexOf, withSearchIndex } from "./search-index";
import {
  findUserPage,
  positionOf,
  userSorts,
  walkUsers,
  type ListPosition,
  type UserFilter,
  type UserOrder,
} from "./user-list";
import { insertSearchTexts } from "./user-search";

const PEOPLE = 250;
const DAY_MS = 24 * 60 * 60 * 1000;
const start = Date.parse("2026-01-01T00:00:00Z");
const day = (number: number): Date => new Date(start + number * DAY_MS);

const firstNames = ["Ada", "Adam", "Zoë", "Bo"];
const lastNames = ["Abdi", "Lovelace", "Baker"];

type Person = Awaited<ReturnType<typeof makePeople>>[number];

const somePerson = fc.record({
  first: fc.constantFrom(...firstNames),
  last: fc.constantFrom(...lastNames),
  hasName: fc.boolean(),
  hasUsername: fc.boolean(),
  role: fc.constantFrom(...roles, "user" as const, "user" as const, "user" as const),
  status: fc.constantFrom(...userStatuses, "active" as const, "active" as const, "active" as const),
  twoFactorSince: fc.option(fc.integer({ min: 0, max: 9 }).map(day)),
  emailVerifiedAt: fc.option(fc.integer({ min: 0, max: 9 }).map(day)),
  // Few distinct days, so that ties are common and the id decides.
  lastLogInAt: fc.option(fc.integer({ min: 0, max: 12 }).map(day)),
  createdAt: fc.integer({ min: 0, max: 12 }).map(day),
  hasPassword: fc.boolean(),
  isInvited: fc.boolean(),
});

async function makePeople({ write }: OpenDatabase) {
  const drawn = fc.sample(somePerson, { numRuns: PEOPLE, seed: 7 });
  const people = drawn.map(({ first, last, hasName, hasUsername, hasPassword, ...rest }, index) => {
    const handle = `${first}${last}${index}`
      .normalize("NFKD")
      .replace(/[^A-Za-z0-9]/g, "")
      .toLowerCase();
    const named = {
      id: `id${String((index * 7919) % PEOPLE).padStart(4, "0")}`,
      email: `${handle}@example.org`,
      username: hasUsername ? handle : null,
      fullName: hasName ? `${first} ${last}` : null,
    };
    const passwordHash = hasPassword ? "none" : NO_PASSWORD;
    return { ...rest, ...named, passwordHash, normalizedEmail: named.email, sortName: sortNameOf(named) };
  });
  await write(async (tx) => {
    await tx.user.createMany({
      data: people.map((person) => ({
        ...person,
        isInvited: undefined,
        passwordChangedAt: day(0),
        updatedAt: day(0),
      })),
    });
    const invitation = { role: "user", invitedById: "id", createdAt: day(0), validHours: 24 };
    await tx.invitation.createMany({
      data: people.map(({ id, isInvited }) => ({
        ...invitation,
        id,
        tokenHash: id,
        userId: id,
        expiresAt: day(isInvited ? 20 : 10),
      })),
    });
    await insertSearchTexts(tx, people);
  });
  return people;
}

const someFilter: fc.Arbitrary<UserFilter> = fc.record(
  {
    words: fc.uniqueArray(
      fc.constantFrom(
        "a",
        "ad",
        "da",
        "dam",
        "ovelac",
        "@exam",
        "le.org",
        "da4",
        "ada",
        "adam",
        "b",
        "bo",
        "lovelace",
        "baker",
        "example.org",
        "zoe",
        "adaabdi",
        "id00",
        "nobody",
      ),
      { maxLength: 3 },
    ),
    role: fc.option(fc.constantFrom(...roles), { nil: undefined }),
    status: fc.option(fc.constantFrom(...userStatuses), { nil: undefined }),
    twoFactor: fc.option(fc.boolean(), { nil: undefined, freq: 2 }),
    verified: fc.option(fc.boolean(), { nil: undefined, freq: 2 }),
    lastLogInFrom: fc.option(fc.integer({ min: 0, max: 12 }).map(day), { nil: undefined, freq: 2 }),
    lastLogInBefore: fc.option(fc.integer({ min: 0, max: 12 }).map(day), { nil: undefined, freq: 2 }),
    neverLoggedIn: fc.option(fc.boolean(), { nil: undefined, freq: 2 }),
    hasPassword: fc.option(fc.boolean(), { nil: undefined, freq: 1 }),
    invited: fc.option(
      fc.boolean().map((is) => ({ is, at: day(15) })),
      { nil: undefined, freq: 1 },
    ),
  },
  { requiredKeys: ["words"] },
);

const someOrder: fc.Arbitrary<UserOrder> = fc.record({ sort: fc.constantFrom(...userSorts), descending: fc.boolean() });

function matches(person: Person, filter: UserFilter): boolean {
  const { words, role, status, twoFactor, verified, lastLogInFrom, lastLogInBefore, neverLoggedIn } = filter;
  const texts = [person.fullName, person.username, person.email, person.id].map((text) => foldText(text ?? ""));
  const isFound = (word: string): boolean =>
    texts.some((text) =>
      word.length > 2 ? text.includes(word) : ` ${text}`.split(/[^a-z0-9]/).some((part) => part.startsWith(word)),
    );
  const seen = person.lastLogInAt;
  return (
    words.every(isFound) &&
    (status === undefined ? person.status !== "deleted" : person.status === status) &&
    (role === undefined || person.role === role) &&
    (twoFactor === undefined || (person.twoFactorSince !== null) === twoFactor) &&
    (verified === undefined || (person.emailVerifiedAt !== null) === verified) &&
    (lastLogInFrom === undefined || (seen !== null && seen >= lastLogInFrom)) &&
    (lastLogInBefore === undefined || (seen !== null && seen < lastLogInBefore)) &&
    (neverLoggedIn === undefined || (seen === null) === neverLoggedIn) &&
    (filter.hasPassword === undefined || (person.passwordHash !== NO_PASSWORD) === filter.hasPassword) &&
    (filter.invited === undefined || person.isInvited === filter.invited.is)
  );
}

function valueOf(person: Person, sort: UserOrder["sort"]): string | number | null {
  switch (sort) {
    case "name":
      return person.sortName;
    case "username":
      return person.username;
    case "email":
      return person.normalizedEmail;
    case "created":
      return person.createdAt.getTime();
    case "last_sign_in":
      return person.lastLogInAt?.getTime() ?? null;
  }
}

/** Users without the value come last in both directions. */
function compare(one: Person, other: Person, { sort, descending }: UserOrder): number {
  const [a, b] = [valueOf(one, sort), valueOf(other, sort)];
  if ((a === null) !== (b === null)) return a === null ? 1 : -1;
  const difference = a === null || b === null || a === b ? (one.id < other.id ? -1 : 1) : a < b ? -1 : 1;
  return descending ? -difference : difference;
}

describeOnBothDatabases("the list of users", (getDatabase) => {
  let people: Person[];
  beforeAll(async () => {
    people = await makePeople(getDatabase());
  });

  const someThresholds = fc.constantFrom(
    { countedMax: 10_000, examinedMax: 40_000 },
    { countedMax: 40, examinedMax: 100 },
    { countedMax: 10, examinedMax: 40 },
    { countedMax: 3, examinedMax: 0 },
    { countedMax: 0, examinedMax: 100_000 },
  );

  test("lists the same users in the same order with every query plan", async () => {
    const { longReader } = getDatabase();
    await fc.assert(
      fc.asyncProperty(
        someFilter,
        someOrder,
        someThresholds,
        fc.nat({ max: 60 }),
        fc.integer({ min: 1, max: 30 }),
        async (filter, order, thresholds, skip, take) => {
          const expected = people
            .filter((person) => matches(person, filter))
            .toSorted((one, other) => compare(one, other, order));
          const { users, count } = await findUserPage(
            longReader,
            { filter, order, window: { after: null, skip, take } },
            thresholds,
          );
          expect(users.map(({ id }) => id)).toEqual(expected.slice(skip, skip + take).map(({ id }) => id));
          if (count.isExact) expect(count.total).toBe(expected.length);
          else expect(count.total).toBeLessThanOrEqual(expected.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("pages through the list without a gap or a repeat with every query plan", async () => {
    const { longReader } = getDatabase();
    await fc.assert(
      fc.asyncProperty(
        someFilter,
        someOrder,
        someThresholds,
        fc.integer({ min: 1, max: 40 }),
        async (filter, order, thresholds, take) => {
          const expected = people
            .filter((person) => matches(person, filter))
            .toSorted((one, other) => compare(one, other, order));
          const walked: string[] = [];
          for (let after: ListPosition | null = null; ; ) {
            const { users } = await findUserPage(
              longReader,
              { filter, order, window: { after, skip: 0, take } },
              thresholds,
            );
            walked.push(...users.map(({ id }) => id));
            const last = users.at(-1);
            if (last === undefined) break;
            after = positionOf(last, order);
          }
          expect(walked).toEqual(expected.map(({ id }) => id));
        },
      ),
      { numRuns: 60 },
    );
  });

  test("walks the whole list in batches with every query plan", async () => {
    const { longReader } = getDatabase();
    await fc.assert(
      fc.asyncProperty(
        someFilter,
        someOrder,
        someThresholds,
        fc.integer({ min: 1, max: 40 }),
        async (filter, order, thresholds, size) => {
          const expected = people
            .filter((person) => matches(person, filter))
            .toSorted((one, other) => compare(one, other, order));
          const walked: string[] = [];
          for await (const batch of walkUsers(longReader, { filter, order, size }, thresholds))
            walked.push(...batch.map(({ id }) => id));
          expect(walked).toEqual(expected.map(({ id }) => id));
        },
      ),
      { numRuns: 60 },
    );
  });

  /** The plans of the queries for one page. */
  async function plansOf(filter: Omit<UserFilter, "words">, order: UserOrder, countedMax: number): Promise<string[]> {
    const { provider, longReader, write } = getDatabase();
    const asked: Prisma.Sql[] = [];
    const listening: LongReadDatabase = Object.create(longReader, {
      $queryRaw: {
        value: (sql: Prisma.Sql) => {
          asked.push(sql);
          return longReader.$queryRaw(sql);
        },
      },
    });
    const page = { filter: { ...filter, words: [] }, order, window: { after: null, skip: 0, take: 5 } };
    await findUserPage(withSearchIndex(listening, searchIndexOf(longReader)), page, { countedMax, examinedMax: 0 });
    const explain = provider === "sqlite" ? Prisma.sql`EXPLAIN QUERY PLAN` : Prisma.sql`EXPLAIN`;
    return write(async (tx) => {
      // The table is too small for PostgreSQL to prefer an index, or its order.
      if (provider === "postgresql") {
        await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
        await tx.$executeRaw`SET LOCAL enable_sort = off`;
      }
      const plans: string[] = [];
      for (const sql of asked) {
        const rows = await tx.$queryRaw<object[]>(Prisma.sql`${explain} ${sql}`);
        plans.push(rows.map((row) => Object.values(row).join(" ")).join("\n"));
      }
      return plans;
    });
  }

  test("users without a password are found by an index of their own", async () => {
    const plans = await plansOf({ hasPassword: false }, { sort: "name", descending: false }, 10_000);
    expect(plans.length).toBeGreaterThan(1);
    for (const plan of plans) expect(plan).toContain("users_without_password_idx");
  });

  test("a walk in the order of the last log-in starts where the filter does", async () => {
    const order = { sort: "last_sign_in", descending: true } as const;
    const seeks = /users_last_sign_in_at_id_idx \(.*last_sign_in_at<|Index Cond: .*last_sign_in_at < /;
    const plans = await plansOf({ lastLogInBefore: day(3) }, order, 0);
    expect(plans.at(-1)).toMatch(seeks);
    // Only the walk through users without a log-in, besides the count.
    expect((await plansOf({ neverLoggedIn: true }, order, 0)).filter((plan) => plan !== "")).toHaveLength(2);
  });

  test("a status sorted by name is walked in one index", async () => {
    const plans = await plansOf({ status: "disabled" }, { sort: "name", descending: false }, 0);
    expect(plans.at(-1)).toMatch(/users_status_sort_name_id_idx/);
  });
});
