import Sqlite from "better-sqlite3";
import pg from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { searchWordsOf } from "@/lib/domain/users/search-terms";
import { copyDatabase, createEmptyPostgresql, databaseProviders, withDatabase } from "@/lib/testing/databases";
import { runRawSql } from "@/lib/testing/raw-database";
import { createUser, createUsers, setProfile, type NewUser } from "./account-state";
import { connectDatabase } from "./connect-database";
import type { LongReadDatabase, OpenDatabase } from "./database";
import type { DatabaseLocation } from "./database-location";
import { Prisma } from "./generated/sqlite/client";
import { migrateDatabase } from "./migrate";
import { migrationsFolder } from "./migration-files";
import { searchIndexOf, textsWith } from "./search-index";
import { findUserPage } from "./user-list";
import { countUnindexedUsers, indexUser, indexUsersById, listUnindexedUsers } from "./user-search";

const now = new Date("2026-01-02T03:04:05Z");

function person(id: string, fields: Partial<NewUser> = {}): NewUser {
  const email = fields.email ?? `${id}@mail.test`;
  return {
    id,
    email,
    normalizedEmail: email.toLowerCase(),
    username: null,
    fullName: null,
    passwordHash: "hash",
    breachCheckDue: false,
    role: "user",
    ...fields,
  };
}

const people = [
  person("0192f0c4-aaaa-7000", { fullName: "Marie Dubois", username: "mdb", email: "marie@post.example" }),
  person("0192f0c4-bbbb-7000", { fullName: "Jürgen Düböis-Meyer", email: "J.Meyer@Sub.Example.org" }),
  person("0192f0c4-cccc-7000", { fullName: "Ångström İpek", username: "angst", email: "c@nowhere.test" }),
  person("0192f0c4-dddd-7000", { fullName: "Дмитрий Волков", email: "100%_off@weird.test" }),
  person("0192f0c4-eeee-7000", { fullName: "王伟明 O'Hara", username: "wang_weiming", email: "e@nowhere.test" }),
  person("0192f0c4-ffff-7000", { fullName: 'Bob "The" \\ Builder', email: "b.uilder+tag@x.test" }),
];

/** The people that each search finds, by the letter of their id; `starts` where only starts of words are indexed. */
const cases: readonly (readonly [query: string, found: string, starts?: string])[] = [
  ["dubois", "ab"],
  ["DÜBÖIS", "ab"],
  ["ubois", "ab", ""],
  ["bois-m", "b", ""],
  ["meyer", "b"],
  ["eyer", "b", ""],
  ["marie dubois", "a"],
  ["dubois marie", "a"],
  ["arie ubo", "a", ""],
  ["marie meyer", ""],
  ["d", "ab"],
  ["du", "ab"],
  ["ub", ""],
  ["m", "ab"],
  ["angstrom", "c"],
  ["ngstr", "c", ""],
  ["ipek", "c"],
  ["волк", "d"],
  ["олков", "d", ""],
  ["ВОЛКОВ", "d"],
  ["в", "d"],
  ["100%", "d"],
  ["0%_o", "d", ""],
  ["%_o", "d", ""],
  ["%", ""],
  ["___", ""],
  ["wang_", "e"],
  ["g_wei", "e", ""],
  ["王伟明", "e"],
  ["王", "e"],
  ["伟", ""],
  ["o'hara", "e"],
  ["'har", "e", ""],
  ["hara", "e"],
  ['"the"', "f"],
  ['he"', "f", ""],
  ["\\", "f"],
  ["b.uil", "f"],
  [".uilder+", "f", ""],
  ["+tag@", "f", ""],
  ["tag", "f"],
  ["sub.example.org", "b"],
  ["example.org", "b"],
  ["mple", "ab", ""],
  ["0192f0c4-cccc", "c"],
  ["c4-cccc-70", "c", ""],
  ["7000", "abcdef", ""],
  ["mariedubois", ""],
  // All its groups of three are there, but not in a row.
  ["mardub", ""],
  ["dubois  mdb", "a"],
  ["AND", ""],
  ["* OR", ""],
];

async function lettersFound(db: LongReadDatabase, query: string): Promise<string> {
  const { users, count } = await findUserPage(db, {
    filter: { words: searchWordsOf(query) },
    order: { sort: "created", descending: false },
    window: { after: null, skip: 0, take: 50 },
  });
  expect(count).toEqual({ total: users.length, isExact: true });
  return users
    .map(({ id }) => id.charAt(9))
    .sort()
    .join("");
}

async function expectCases({ longReader, write }: OpenDatabase): Promise<void> {
  await write((tx) =>
    createUsers(
      tx,
      people.map((one) => ({
        ...one,
        status: "active",
        emailVerifiedAt: null,
        twoFactorSince: null,
        createdAt: now,
      })),
      now,
    ),
  );
  const isPartial = searchIndexOf(longReader) !== "starts";
  for (const [query, found, starts = found] of cases)
    expect(await lettersFound(longReader, query), query).toBe(isPartial ? found : starts);
}

/** FTS5 compares its index with the texts, and fails when they differ. */
function expectSoundIndex(location: DatabaseLocation): void {
  if (location.provider !== "sqlite") return;
  const connection = new Sqlite(location.file);
  try {
    connection.exec("INSERT INTO user_search_index (user_search_index, rank) VALUES ('integrity-check', 1)");
  } finally {
    connection.close();
  }
}

const findName = async (db: LongReadDatabase, ...words: string[]): Promise<string[]> => {
  const { users } = await findUserPage(db, {
    filter: { words },
    order: { sort: "name", descending: false },
    window: { after: null, skip: 0, take: 10 },
  });
  return users.map(({ id }) => id);
};

describe.each(databaseProviders)("searching users (%s)", (provider) => {
  test("each part of name, username, address and id is found, and one or two characters only at the start of a word", () =>
    withDatabase(provider, async (database, location) => {
      await expectCases(database);
      expectSoundIndex(location);
    }));

  test("the words are found by the index", () =>
    withDatabase(provider, async ({ longReader, write }) => {
      const texts = textsWith(["ubois", "ma"], searchIndexOf(longReader));
      const plan = await write(async (tx) => {
        // The table is too small for PostgreSQL to prefer an index.
        if (provider === "postgresql") await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
        const explain = provider === "sqlite" ? Prisma.sql`EXPLAIN QUERY PLAN` : Prisma.sql`EXPLAIN`;
        return tx.$queryRaw<object[]>(Prisma.sql`${explain} SELECT s.user_id FROM ${texts}`);
      });
      const text = plan.map((row) => Object.values(row).join(" ")).join("\n");
      expect(text).toMatch(
        provider === "sqlite" ? /SCAN user_search_index VIRTUAL TABLE INDEX/ : /Index Cond: .*~~.*ubois.*~~.*ma/,
      );
      expect(text).not.toMatch(/SCAN s\b|Seq Scan/);
    }));

  test("a renamed or deleted user isn't found by the old name", () =>
    withDatabase(provider, async ({ longReader, write }, location) => {
      await write((tx) => createUser(tx, person("one", { fullName: "Before" }), now));
      await write((tx) => createUser(tx, person("two", { fullName: "Before" }), now));
      await write((tx) => setProfile(tx, "one", { fullName: "Afterwards" }, now));
      expect(await findName(longReader, "efor")).toEqual(["two"]);
      expect(await findName(longReader, "fterw")).toEqual(["one"]);
      // As if the job had indexed the user between the two statements of a rename.
      await write((tx) => indexUser(tx, { ...person("one"), fullName: "Finally" }));
      expect(await findName(longReader, "fterw")).toEqual([]);
      expect(await findName(longReader, "inall")).toEqual(["one"]);
      await write((tx) => tx.user.delete({ where: { id: "two" } }));
      expect(await findName(longReader, "efor")).toEqual([]);
      expectSoundIndex(location);
    }));

  test("a user who was added or renamed by another program is missing until the users are indexed again", () =>
    withDatabase(provider, async ({ longReader, write }, location) => {
      await write((tx) => createUser(tx, person("one", { fullName: "Before" }), now));
      await write((tx) => createUser(tx, person("kept", { fullName: "Kept" }), now));
      expect(await countUnindexedUsers(longReader)).toBe(0);
      const at = "'2026-01-01 00:00:00'";
      await runRawSql(location, [
        "UPDATE users SET full_name = 'Afterwards' WHERE id = 'one'",
        "UPDATE users SET full_name = 'Kept', last_sign_in_at = updated_at WHERE id = 'kept'",
        `INSERT INTO users (id, email, normalized_email, password_hash, password_changed_at, role, status, created_at, updated_at)
         VALUES ('new', 'newcomer', 'newcomer', 'h', ${at}, 'user', 'active', ${at}, ${at})`,
      ]);
      expect(await countUnindexedUsers(longReader)).toBe(2);
      expect(await findName(longReader, "efor")).toEqual([]);
      expect(await listUnindexedUsers(longReader, { before: null, take: 1 })).toEqual(["one"]);
      expect(await listUnindexedUsers(longReader, { before: "one", take: 5 })).toEqual(["new"]);
      await write((tx) => indexUsersById(tx, ["new", "one", "gone"]));
      expect(await countUnindexedUsers(longReader)).toBe(0);
      expect(await findName(longReader, "fterw")).toEqual(["one"]);
      expect(await findName(longReader, "ewcome")).toEqual(["new"]);
      expectSoundIndex(location);
    }));

  test("renames, the indexing of users and searches at once never fail, and the last name is the one that is found", () =>
    withDatabase(provider, async ({ longReader, write }, location) => {
      await write((tx) => createUser(tx, person("racer", { fullName: "Name000", email: "constant@mail.test" }), now));
      const names = Array.from({ length: 30 }, (_, index) => `Name${String(index + 1).padStart(3, "0")}`);
      const renames = (async () => {
        for (const fullName of names) await write((tx) => setProfile(tx, "racer", { fullName }, now));
      })();
      let isOver = false;
      const ended = renames.finally(() => (isOver = true));
      const indexing = (async () => {
        while (!isOver) await write((tx) => indexUsersById(tx, ["racer"]));
      })();
      const searching = (async () => {
        // Each rename deletes and adds the text in one transaction.
        while (!isOver) expect(await findName(longReader, "onstan")).toEqual(["racer"]);
      })();
      await Promise.all([ended, indexing, searching]);
      expect(await findName(longReader, "name030")).toEqual(["racer"]);
      for (const fullName of names.slice(0, -1)) expect(await findName(longReader, fullName.toLowerCase())).toEqual([]);
      expectSoundIndex(location);
    }));
});

describe("PostgreSQL without the right to create pg_trgm", () => {
  const folder = migrationsFolder(process.cwd(), "postgresql");

  async function refusedDatabase(): Promise<{ owner: pg.Client; all: string; own: DatabaseLocation }> {
    const copy = await createEmptyPostgresql();
    if (copy.location.provider !== "postgresql") throw new Error("It isn't PostgreSQL");
    const all = copy.location.url;
    const owner = new pg.Client(all);
    await owner.connect();
    const url = new URL(all);
    const role = `searcher_${url.pathname.slice(1)}`;
    await owner.query(
      `CREATE ROLE ${role} LOGIN PASSWORD '${role}'; REVOKE CREATE ON DATABASE ${url.pathname.slice(1)} FROM PUBLIC; GRANT ALL ON SCHEMA public TO ${role}`,
    );
    url.username = role;
    url.password = role;
    onTestFinished(async () => {
      await owner.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
      await owner.end();
      await copy.remove();
    });
    return { owner, all, own: { provider: "postgresql", url: url.href } };
  }

  test("the database opens, starts of words are found by an index, and a later start finds any part", async () => {
    const { owner, own } = await refusedDatabase();
    await migrateDatabase(own, folder);
    const before = await connectDatabase(own);
    try {
      expect(searchIndexOf(before.longReader)).toBe("starts");
      await expectCases(before);
      const plan = await before.write(async (tx) => {
        await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
        return tx.$queryRaw<object[]>(
          Prisma.sql`EXPLAIN SELECT s.user_id FROM ${textsWith(["dub", "m"], searchIndexOf(before.longReader))}`,
        );
      });
      expect(JSON.stringify(plan)).toContain("user_search_texts_starts");
    } finally {
      await before.close();
    }

    await owner.query("CREATE EXTENSION pg_trgm");
    await migrateDatabase(own, folder);
    const after = await connectDatabase(own);
    try {
      expect(searchIndexOf(after.longReader)).toBe("pg_trgm");
      for (const [query, found] of cases) expect(await lettersFound(after.longReader, query), query).toBe(found);
    } finally {
      await after.close();
    }
  });
});

test("pg_trgm may be in any schema, and so may the tables", async () => {
  const copy = await createEmptyPostgresql();
  onTestFinished(() => copy.remove());
  if (copy.location.provider !== "postgresql") throw new Error("It isn't PostgreSQL");
  await runRawSql(copy.location, ["CREATE SCHEMA extensions; CREATE EXTENSION pg_trgm SCHEMA extensions"]);
  const url = new URL(copy.location.url);
  url.searchParams.set("schema", "other Schema");
  const location = { provider: "postgresql", url: url.href } as const;
  await migrateDatabase(location, migrationsFolder(process.cwd(), "postgresql"));
  const database = await connectDatabase(location);
  try {
    expect(searchIndexOf(database.longReader)).toBe("pg_trgm");
    await expectCases(database);
    await database.write((tx) => setProfile(tx, people[0]?.id ?? "", { fullName: "Renamed" }, now));
    expect(await lettersFound(database.longReader, "ubois")).toBe("b");
  } finally {
    await database.close();
  }
});

test("VACUUM keeps what SQLite's index leads to", async () => {
  const copy = await copyDatabase("sqlite");
  onTestFinished(() => copy.remove());
  const database = await connectDatabase(copy.location);
  await database.write((tx) => createUser(tx, person("first"), now));
  await database.write((tx) => createUser(tx, person("second"), now));
  await database.write((tx) => tx.user.delete({ where: { id: "first" } }));
  await database.close();
  await runRawSql(copy.location, ["VACUUM"]);
  expectSoundIndex(copy.location);
  const again = await connectDatabase(copy.location);
  expect(await findName(again.longReader, "econd")).toEqual(["second"]);
  await again.close();
});
