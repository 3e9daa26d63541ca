import type { Role, UserStatus } from "@/lib/domain/users/roles";
import { afterPrefix } from "@/lib/domain/users/search-terms";
import type { ReadDatabase } from "./database";
import { Prisma } from "./generated/sqlite/client";
import { inPortions } from "./in-portions";
import { managedFields, type ManagedUser } from "./managed-users";
import { typed } from "./users";

export type UserFilter = {
  /** Each is the start of a word in name, username, address or id. */
  words: readonly string[];
  role?: Role | undefined;
  /** All but the deleted ones where nothing is said. */
  status?: UserStatus | undefined;
  twoFactor?: boolean | undefined;
  lastSignInFrom?: Date | undefined;
  lastSignInBefore?: Date | undefined;
};

export const userSorts = ["name", "username", "email", "created", "last_sign_in"] as const;
export type UserOrder = { sort: (typeof userSorts)[number]; descending: boolean };

export type ListedUser = ManagedUser & { sortName: string };

/** The place behind one row of a list. */
export type ListPosition = { value: string | null; id: string };

export type UserWindow = { after: ListPosition | null; skip: number; take: number };

/** As far as rows are counted; a list of a million people says "more than this". */
export const COUNTED_MAX = 10_000;

// So few rows are gathered and sorted at once; more are walked in the order of an index until a page is full.
const GATHERED_MAX = 2_000;
// Of a word that thousands have in common, so many terms are looked at for counting.
const SAMPLED_TERMS_MAX = 4 * COUNTED_MAX;

const columns = {
  name: { sql: Prisma.sql`u.sort_name`, nullable: false, isTime: false, valueOf: (user: ListedUser) => user.sortName },
  username: { sql: Prisma.sql`u.username`, nullable: true, isTime: false, valueOf: (user: ListedUser) => user.username },
  email: { sql: Prisma.sql`u.normalized_email`, nullable: false, isTime: false, valueOf: (user: ListedUser) => user.email.toLowerCase() },
  created: { sql: Prisma.sql`u.created_at`, nullable: false, isTime: true, valueOf: (user: ListedUser) => user.createdAt.toISOString() },
  last_sign_in: { sql: Prisma.sql`u.last_sign_in_at`, nullable: true, isTime: true, valueOf: (user: ListedUser) => user.lastSignInAt?.toISOString() ?? null },
} as const;

export function positionOf(user: ListedUser, { sort }: UserOrder): ListPosition {
  return { value: columns[sort].valueOf(user), id: user.id };
}

/** How many match, at most one more than is counted; `isExact` is false for "at least so many". */
export type UserCount = { total: number; isExact: boolean };

/** Where rows come from: a condition's own index, or the walk along the order's index. */
type Plan = UserCount & { gathered: Prisma.Sql | null };

/**
 * One window of the list and how many match. Written as SQL in the subset that both databases share: what is rare is
 * found by its index and sorted, what is common is met soon enough on the walk in the list's own order, so that the
 * time does not grow with the number of people. Whoever lacks the value that is sorted by comes last.
 */
export async function findUserPage(
  db: ReadDatabase,
  { filter, order, window }: { filter: UserFilter; order: UserOrder; window: UserWindow },
): Promise<{ users: ListedUser[]; count: UserCount }> {
  const { gathered, ...count } = await planFor(db, filter);
  const source = gathered ?? Prisma.sql`users u WHERE ${asTest(allConditions(filter))}`;
  const places = await readWindow(db, source, order, window);
  return { users: await findListed(db, places), count };
}

/**
 * All that match, a batch at a time, with no transaction open meanwhile. Planned once; each batch goes on behind the place at
 * which the one before was read, so that whoever changes meanwhile takes nobody else out of the list.
 */
export async function* walkUsers(
  db: ReadDatabase,
  { filter, order, size }: { filter: UserFilter; order: UserOrder; size: number },
): AsyncGenerator<ManagedUser[]> {
  const { gathered } = await planFor(db, filter);
  const source = gathered ?? Prisma.sql`users u WHERE ${asTest(allConditions(filter))}`;
  for (let after: ListPosition | null = null; ; ) {
    const places = await readWindow(db, source, order, { after, skip: 0, take: size });
    if (places.length > 0) yield await findListed(db, places);
    after = places.at(-1) ?? null;
    if (places.length < size) return;
  }
}

async function findListed(db: ReadDatabase, places: readonly ListPosition[]): Promise<ListedUser[]> {
  const rows = await inPortions(
    places.map(({ id }) => id),
    (ids) => db.user.findMany({ where: { id: { in: ids } }, select: { ...managedFields, sortName: true } }),
  );
  const byId = new Map(rows.map((row) => [row.id, typed(row)]));
  return places.flatMap(({ id }) => byId.get(id) ?? []);
}

async function planFor(db: ReadDatabase, filter: UserFilter): Promise<Plan> {
  const drivers = [Prisma.sql`users u WHERE ${both(plainConditions(filter))}`];
  for (const word of filter.words) {
    const found = Prisma.sql`(SELECT DISTINCT t.user_id FROM user_search_terms t WHERE ${startsWith(word)}) AS m`;
    // CROSS JOIN, because SQLite keeps its order: the rare word first.
    drivers.push(Prisma.sql`${found} CROSS JOIN users u WHERE u.id = m.user_id AND ${both(plainConditions(filter))}`);
  }
  const sizes = [await countUpTo(db, drivers[0] ?? Prisma.empty, COUNTED_MAX + 1)];
  for (const word of filter.words) sizes.push(await countUpTo(db, Prisma.sql`user_search_terms t WHERE ${startsWith(word)}`, COUNTED_MAX + 1));

  const smallest = Math.min(...sizes);
  const driver = drivers[sizes.indexOf(smallest)] ?? Prisma.empty;
  if (smallest > COUNTED_MAX) return { ...(await countCommon(db, filter)), gathered: null };

  const matching = filter.words.length === 0 ? driver : Prisma.sql`${driver} AND ${both(wordConditions(filter))}`;
  const total = filter.words.length === 0 ? smallest : await countUpTo(db, matching, COUNTED_MAX + 1);
  // The LIMIT keeps both databases from merging the inner query into the outer one and walking after all.
  const gathered = Prisma.sql`(SELECT u.id, u.sort_name, u.username, u.normalized_email, u.created_at, u.last_sign_in_at FROM ${matching} LIMIT ${GATHERED_MAX + 1}) AS u WHERE 1 = 1`;
  return { total, isExact: true, gathered: total <= GATHERED_MAX && !isEverybody(filter) ? gathered : null };
}

function isEverybody({ words, status, ...others }: UserFilter): boolean {
  return words.length === 0 && status === undefined && Object.values(others).every((value) => value === undefined);
}

async function countCommon(db: ReadDatabase, filter: UserFilter): Promise<UserCount> {
  const [word] = filter.words;
  if (word === undefined) return { total: COUNTED_MAX, isExact: false };
  const sample = Prisma.sql`(SELECT DISTINCT s.user_id FROM (SELECT t.user_id FROM user_search_terms t WHERE ${startsWith(word)} LIMIT ${SAMPLED_TERMS_MAX}) AS s) AS m`;
  const counted = await countUpTo(db, Prisma.sql`${sample} CROSS JOIN users u WHERE u.id = m.user_id AND ${both(allConditions(filter))}`, COUNTED_MAX);
  return { total: counted, isExact: false };
}

async function countUpTo(db: ReadDatabase, source: Prisma.Sql, max: number): Promise<number> {
  const [row] = await db.$queryRaw<{ count: bigint | number }[]>(Prisma.sql`SELECT count(*) AS count FROM (SELECT 1 AS one FROM ${source} LIMIT ${max}) AS counted`);
  return Number(row?.count ?? 0);
}

async function readWindow(db: ReadDatabase, source: Prisma.Sql, order: UserOrder, { after, skip, take }: UserWindow): Promise<ListPosition[]> {
  const { sql: column, nullable } = columns[order.sort];
  if (!nullable) return readStretch(db, source, order, { conditions: [], after, skip, take });

  const present = Prisma.sql`${column} IS NOT NULL`;
  const places = after !== null && after.value === null ? [] : await readStretch(db, source, order, { conditions: [present], after, skip, take });
  if (places.length === take) return places;
  const passed = places.length > 0 || skip === 0 ? skip : await countUpTo(db, Prisma.sql`${source} AND ${present}`, skip);
  const rest = { conditions: [Prisma.sql`${column} IS NULL`], after: after?.value === null ? after : null, skip: skip - passed, take: take - places.length };
  return [...places, ...(await readStretch(db, source, order, rest))];
}

type Stretch = UserWindow & { conditions: Prisma.Sql[] };

async function readStretch(db: ReadDatabase, source: Prisma.Sql, { sort, descending }: UserOrder, { conditions, after, skip, take }: Stretch): Promise<ListPosition[]> {
  const { sql: column, isTime } = columns[sort];
  const compare = Prisma.raw(descending ? "<" : ">");
  const direction = Prisma.raw(descending ? "DESC" : "ASC");
  if (after !== null && after.value === null) conditions = [...conditions, Prisma.sql`u.id ${compare} ${after.id}`];
  if (after !== null && after.value !== null) {
    conditions = [...conditions, Prisma.sql`(${column}, u.id) ${compare} (${isTime ? new Date(after.value) : after.value}, ${after.id})`];
  }
  const where = conditions.length === 0 ? Prisma.empty : Prisma.sql`AND ${both(conditions)}`;
  const rows = await db.$queryRaw<{ id: string; value: string | Date | null }[]>(
    Prisma.sql`SELECT u.id, ${column} AS value FROM ${source} ${where} ORDER BY ${column} ${direction}, u.id ${direction} LIMIT ${take} OFFSET ${skip}`,
  );
  return rows.map(({ id, value }) => ({ id, value: value instanceof Date ? value.toISOString() : value }));
}

function plainConditions({ role, status, twoFactor, lastSignInFrom, lastSignInBefore }: UserFilter): Prisma.Sql[] {
  return [
    status === undefined ? Prisma.sql`u.status <> 'deleted'` : Prisma.sql`u.status = ${status}`,
    ...(role === undefined ? [] : [Prisma.sql`u.role = ${role}`]),
    ...(twoFactor === undefined ? [] : [twoFactor ? Prisma.sql`u.two_factor_since IS NOT NULL` : Prisma.sql`u.two_factor_since IS NULL`]),
    ...(lastSignInFrom === undefined ? [] : [Prisma.sql`u.last_sign_in_at >= ${lastSignInFrom}`]),
    ...(lastSignInBefore === undefined ? [] : [Prisma.sql`u.last_sign_in_at < ${lastSignInBefore}`]),
  ];
}

function wordConditions({ words }: UserFilter): Prisma.Sql[] {
  return words.map((word) => Prisma.sql`EXISTS (SELECT 1 FROM user_search_terms t WHERE t.user_id = u.id AND ${startsWith(word)})`);
}

function allConditions(filter: UserFilter): Prisma.Sql[] {
  return [...plainConditions(filter), ...wordConditions(filter)];
}

function startsWith(word: string): Prisma.Sql {
  return Prisma.sql`t.term >= ${word} AND t.term < ${afterPrefix(word)}`;
}

function both(conditions: Prisma.Sql[]): Prisma.Sql {
  return Prisma.join(conditions, " AND ");
}

// Inside a CASE no condition can tempt the planner away from the order's own index.
function asTest(conditions: Prisma.Sql[]): Prisma.Sql {
  return Prisma.sql`(CASE WHEN ${both(conditions)} THEN 1 ELSE 0 END) = 1`;
}
