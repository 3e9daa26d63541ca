import { RELEASED_DOMAIN } from "@/lib/domain/accounts/released-address";
import { NO_PASSWORD } from "@/lib/domain/accounts/stored-hash";
import type { InviteObstacle } from "@/lib/domain/users/plan-bulk";
import type { Role, UserStatus } from "@/lib/domain/users/roles";
import type { LongReadDatabase, ReadDatabase } from "./database";
import { Prisma } from "./generated/sqlite/client";
import { inPortions } from "./in-portions";
import { managedFields, type ManagedUser } from "./managed-users";
import { searchIndexOf, textContains, textsLike, textsWith, type SearchIndex } from "./search-index";
import { typed } from "./users";

export type UserFilter = {
  /** Each word is part of the name, username, address or id; one of one or two characters is the start of a word in it. */
  words: readonly string[];
  role?: Role | undefined;
  /** By default all users except deleted ones. */
  status?: UserStatus | undefined;
  twoFactor?: boolean | undefined;
  /** Whether the email address is verified. */
  verified?: boolean | undefined;
  lastLogInFrom?: Date | undefined;
  lastLogInBefore?: Date | undefined;
  neverLoggedIn?: boolean | undefined;
  hasPassword?: boolean | undefined;
  /** Whether an invitation to set the first password is valid at this time. */
  invited?: { is: boolean; at: Date } | undefined;
};

export const userSorts = ["name", "username", "email", "created", "last_sign_in"] as const;
export type UserOrder = { sort: (typeof userSorts)[number]; descending: boolean };

export type ListedUser = ManagedUser & { sortName: string };

/** The position after a row of a list. */
export type ListPosition = { value: string | null; id: string };

export type UserWindow = { after: ListPosition | null; skip: number; take: number };

/** Query-plan thresholds, measured with a million users; each plan is correct at any size. */
type Thresholds = {
  /**
   * Rows are counted up to this number; a longer list says "more than this". Up to this number, matches are also
   * collected and sorted in memory.
   */
  countedMax: number;
  /** Up to so many users are read who match the words or the filters, to collect those who match both. */
  examinedMax: number;
};

const defaultThresholds: Thresholds = { countedMax: 10_000, examinedMax: 20_000 };

const columns = {
  name: {
    sql: Prisma.sql`u.sort_name`,
    nullable: false,
    isTime: false,
    hasStatusIndex: true,
    valueOf: (user: ListedUser) => user.sortName,
  },
  username: {
    sql: Prisma.sql`u.username`,
    nullable: true,
    isTime: false,
    hasStatusIndex: false,
    valueOf: (user: ListedUser) => user.username,
  },
  email: {
    sql: Prisma.sql`u.normalized_email`,
    nullable: false,
    isTime: false,
    hasStatusIndex: false,
    valueOf: (user: ListedUser) => user.email.toLowerCase(),
  },
  created: {
    sql: Prisma.sql`u.created_at`,
    nullable: false,
    isTime: true,
    hasStatusIndex: true,
    valueOf: (user: ListedUser) => user.createdAt.toISOString(),
  },
  last_sign_in: {
    sql: Prisma.sql`u.last_sign_in_at`,
    nullable: true,
    isTime: true,
    hasStatusIndex: true,
    valueOf: (user: ListedUser) => user.lastLogInAt?.toISOString() ?? null,
  },
} as const;

export function positionOf(user: ListedUser, { sort }: UserOrder): ListPosition {
  return { value: columns[sort].valueOf(user), id: user.id };
}

/** The number of matches; `isExact` is false for "at least this many". */
export type UserCount = { total: number; isExact: boolean };

type Page = { filter: UserFilter; order: UserOrder; window: UserWindow };

/**
 * One window of the list and the number of matches, in the SQL subset that both databases share. Rare matches are found
 * by their index and sorted; common matches are found by walking the index of the list's order, so that the time
 * doesn't grow with the number of users. Users without the sort value come last.
 */
export async function findUserPage(
  db: LongReadDatabase,
  page: Page,
  thresholds: Thresholds = defaultThresholds,
): Promise<{ users: ListedUser[]; count: UserCount }> {
  const { places, count } = await findPlaces(db, page, thresholds);
  return { users: await findListed(db, places), count };
}

/**
 * All matches in batches, without a transaction between them. The query is planned once. Each batch continues after the
 * last row of the previous one, so that concurrent changes to some users don't skip others.
 */
export async function* walkUsers(
  db: LongReadDatabase,
  { filter, order, size }: { filter: UserFilter; order: UserOrder; size: number },
  thresholds: Thresholds = defaultThresholds,
): AsyncGenerator<ManagedUser[]> {
  const { countedMax } = thresholds;
  const { found } = await findRare(db, filter, thresholds);
  const isRare = found !== null && (await countUpTo(db, found, countedMax + 1)) <= countedMax;
  for (let after: ListPosition | null = null; ; ) {
    const page: Page = { filter, order, window: { after, skip: 0, take: size } };
    // Room for users who start to match during the walk.
    const places: ListPosition[] = isRare
      ? (await readGathered(db, found, page, 10 * countedMax)).places
      : await walk(db, page);
    if (places.length > 0) yield await findListed(db, places);
    after = places.at(-1) ?? null;
    if (places.length < size) return;
  }
}

async function findPlaces(
  db: LongReadDatabase,
  page: Page,
  thresholds: Thresholds,
): Promise<{ places: ListPosition[]; count: UserCount }> {
  const { countedMax } = thresholds;
  const { found, isCounted } = await findRare(db, page.filter, thresholds);
  if (found !== null) {
    const gathered = await readGathered(db, found, page, countedMax);
    if (gathered.count.total <= countedMax) return gathered;
  }
  const places = await walk(db, page);
  if (isCounted) return { places, count: { total: countedMax, isExact: false } };
  return { places, count: await countCommon(db, page.filter, countedMax) };
}

async function findListed(db: LongReadDatabase, places: readonly ListPosition[]): Promise<ListedUser[]> {
  const rows = await inPortions(
    places.map(({ id }) => id),
    (ids) => db.user.findMany({ where: { id: { in: ids } }, select: { ...managedFields, sortName: true } }),
  );
  const byId = new Map(rows.map((row) => [row.id, typed(row)]));
  return places.flatMap(({ id }) => byId.get(id) ?? []);
}

/**
 * SQL for the users found by the index of the rarer condition, filters or words; null when both are common. `isCounted` when the
 * filters are all there is, and match more than are counted.
 */
async function findRare(
  db: LongReadDatabase,
  filter: UserFilter,
  { countedMax, examinedMax }: Thresholds,
): Promise<{ found: Prisma.Sql | null; isCounted: boolean }> {
  const index = searchIndexOf(db);
  const { words } = filter;
  // More users than are counted can be read when the words exclude most of them.
  const filteredMax = words.length === 0 ? countedMax : examinedMax;
  // Without a filter the walk skips only deleted users.
  const filtered = hasNoConditions({ ...filter, words: [] })
    ? Infinity
    : await countUpTo(db, Prisma.sql`users u WHERE ${allOf(plainConditions(filter))}`, filteredMax + 1);
  const found = words.length === 0 ? Infinity : await countUpTo(db, textsLike(words, index), examinedMax + 1);
  if (filtered <= filteredMax && filtered <= found)
    return { found: Prisma.sql`users u WHERE ${allOf(allConditions(filter, index))}`, isCounted: false };
  return {
    found: found <= examinedMax ? usersWith(filter, index) : null,
    isCounted: words.length === 0 && filtered !== Infinity,
  };
}

/** The users found by the index of the words, with at most `textsMax` candidates. */
function usersWith(filter: UserFilter, index: SearchIndex, textsMax?: number): Prisma.Sql {
  const limit = textsMax === undefined ? Prisma.empty : Prisma.sql`LIMIT ${textsMax}`;
  const found = Prisma.sql`(SELECT s.user_id FROM ${textsWith(filter.words, index)} ${limit}) AS m`;
  const plain = allOf(plainConditions(filter));
  // Each of the found users is looked up: CROSS JOIN keeps SQLite's order, and OFFSET 0 keeps PostgreSQL from reading all
  // users for a hash.
  return index === "fts5"
    ? Prisma.sql`${found} CROSS JOIN users u WHERE u.id = m.user_id AND ${plain}`
    : Prisma.sql`${found} CROSS JOIN LATERAL (SELECT * FROM users l WHERE l.id = m.user_id OFFSET 0) AS u WHERE ${plain}`;
}

/** The same for any number of users: the database decides how to join. */
function allUsersWith(filter: UserFilter, index: SearchIndex): Prisma.Sql {
  return Prisma.sql`users u WHERE u.id IN (SELECT s.user_id FROM ${textsWith(filter.words, index)}) AND ${allOf(plainConditions(filter))}`;
}

function hasNoConditions({ words, status, ...others }: UserFilter): boolean {
  return words.length === 0 && status === undefined && Object.values(others).every((value) => value === undefined);
}

type PlaceRow = { id: string; value: string | number | Date | null };

// The driver returns a time as a Date, or as the stored value when it doesn't know the column's type.
function placeOf({ id, value }: PlaceRow, { sort }: UserOrder): ListPosition {
  return { id, value: value === null ? null : columns[sort].isTime ? new Date(value).toISOString() : String(value) };
}

/** Counts, sorts and cuts the found rows in one query. Above `countedMax` matches the positions are incomplete. */
async function readGathered(
  db: LongReadDatabase,
  found: Prisma.Sql,
  { order, window: { after, skip, take } }: Page,
  countedMax: number,
): Promise<{ places: ListPosition[]; count: UserCount }> {
  const { sql: column } = columns[order.sort];
  const direction = directionOf(order);
  // The LIMIT keeps both databases from merging the inner query into the outer one and walking the whole index.
  const gathered = Prisma.sql`(SELECT u.id, ${column} AS value FROM ${found} LIMIT ${countedMax + 1}) AS u`;
  const counted = Prisma.sql`(SELECT u.id, u.value, count(*) OVER () AS total FROM ${gathered}) AS u`;
  const where = after === null ? Prisma.empty : Prisma.sql`WHERE ${comesAfter(after, order, Prisma.sql`u.value`)}`;
  const rows = await db.$queryRaw<(PlaceRow & { total: bigint | number })[]>(
    Prisma.sql`SELECT u.id, u.value, u.total FROM ${counted} ${where} ORDER BY CASE WHEN u.value IS NULL THEN 1 ELSE 0 END, u.value ${direction}, u.id ${direction} LIMIT ${take} OFFSET ${skip}`,
  );
  const total = rows[0] === undefined ? await countUpTo(db, found, countedMax + 1) : Number(rows[0].total);
  return { places: rows.map((row) => placeOf(row, order)), count: { total, isExact: true } };
}

/** The rows after a position; rows without the value come last. */
function comesAfter({ value, id }: ListPosition, order: UserOrder, column: Prisma.Sql): Prisma.Sql {
  const compare = compareOf(order);
  if (value === null) return Prisma.sql`${column} IS NULL AND u.id ${compare} ${id}`;
  const following = Prisma.sql`(${column}, u.id) ${compare} (${columns[order.sort].isTime ? new Date(value) : value}, ${id})`;
  return columns[order.sort].nullable ? Prisma.sql`(${following} OR ${column} IS NULL)` : following;
}

// Room for deleted users, so that a common word shows the full bound.
const SAMPLED = 1.2;

async function countCommon(db: LongReadDatabase, filter: UserFilter, countedMax: number): Promise<UserCount> {
  if (filter.words.length === 0) {
    const total = await countUpTo(db, Prisma.sql`users u WHERE ${allOf(plainConditions(filter))}`, countedMax + 1);
    return total > countedMax ? { total: countedMax, isExact: false } : { total, isExact: true };
  }
  const sample = usersWith(filter, searchIndexOf(db), Math.ceil(SAMPLED * countedMax));
  return { total: await countUpTo(db, sample, countedMax), isExact: false };
}

async function countUpTo(db: LongReadDatabase, source: Prisma.Sql, max: number): Promise<number> {
  const [row] = await db.$queryRaw<{ count: bigint | number }[]>(
    Prisma.sql`SELECT count(*) AS count FROM (SELECT 1 AS one FROM ${source} LIMIT ${max}) AS counted`,
  );
  return Number(row?.count ?? 0);
}

export type StateCount = {
  role: Role;
  status: UserStatus;
  mustChangePassword: boolean;
  /** Always null unless it was asked for. */
  inviteObstacle: InviteObstacle | null;
  count: number;
};

/**
 * Counts all matches by role, status and required password change, except one user; with `invitedAt` also by what
 * hinders an invitation at that time. Reads every match.
 */
export async function countByState(
  db: LongReadDatabase,
  filter: UserFilter,
  { exceptId, invitedAt = null }: { exceptId: string; invitedAt?: Date | null },
): Promise<{ others: StateCount[]; isExceptedAmong: boolean }> {
  const index = searchIndexOf(db);
  const matching =
    filter.words.length === 0
      ? Prisma.sql`users u WHERE ${allOf(plainConditions(filter))}`
      : allUsersWith(filter, index);
  const obstacle = invitedAt === null ? Prisma.sql`''` : inviteObstacleAt(invitedAt);
  const rows = await db.$queryRaw<
    {
      role: Role;
      status: UserStatus;
      mustchange: boolean | number | bigint;
      obstacle: InviteObstacle | "";
      count: bigint | number;
    }[]
  >(
    Prisma.sql`SELECT s.role, s.status, s.mustchange, s.obstacle, count(*) AS count FROM (SELECT u.role, u.status, u.must_change_password AS mustchange, ${obstacle} AS obstacle FROM ${matching} AND u.id <> ${exceptId}) AS s GROUP BY s.role, s.status, s.mustchange, s.obstacle`,
  );
  const others = rows.map(({ role, status, mustchange, obstacle, count }) => ({
    role,
    status,
    mustChangePassword: Boolean(Number(mustchange)),
    inviteObstacle: obstacle === "" ? null : obstacle,
    count: Number(count),
  }));
  return { others, isExceptedAmong: (await countUpTo(db, Prisma.sql`${matching} AND u.id = ${exceptId}`, 1)) > 0 };
}

/** What hinders an invitation of each user; users without an obstacle are missing. */
export async function findInviteObstacles(
  db: ReadDatabase,
  ids: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, InviteObstacle>> {
  const rows = await inPortions(ids, (portion) =>
    db.$queryRaw<{ id: string; obstacle: InviteObstacle | "" }[]>(
      Prisma.sql`SELECT u.id, ${inviteObstacleAt(now)} AS obstacle FROM users u WHERE u.id IN (${Prisma.join(portion)})`,
    ),
  );
  return new Map(rows.flatMap(({ id, obstacle }) => (obstacle === "" ? [] : [[id, obstacle] as const])));
}

/** The same at the start of a plan: few users are invited, so the invitations are read, and not all users. */
function isAmongInvitedAt(now: Date): Prisma.Sql {
  return Prisma.sql`u.id IN (SELECT i.user_id FROM invitations i WHERE i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > ${now})`;
}

/** An empty text where there is none. */
function inviteObstacleAt(now: Date): Prisma.Sql {
  return Prisma.sql`CASE WHEN u.password_hash <> ${NO_PASSWORD} THEN 'has_password' WHEN ${isInvitedAt(now)} THEN 'already_invited' WHEN u.normalized_email LIKE ${`%@${RELEASED_DOMAIN}`} THEN 'no_address' ELSE '' END`;
}

function isInvitedAt(now: Date): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM invitations i WHERE i.user_id = u.id AND i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > ${now})`;
}

/** Walks the index of the list's order until the window is full. */
async function walk(
  db: LongReadDatabase,
  { filter, order, window: { after, skip, take } }: Page,
): Promise<ListPosition[]> {
  const { sql: column, nullable, hasStatusIndex } = columns[order.sort];
  // These indexes begin with the status, so the walk reads only users with that status.
  const statusConditions =
    filter.status !== undefined && hasStatusIndex ? [Prisma.sql`u.status = ${filter.status}`] : [];
  const source = Prisma.sql`users u WHERE ${allOf([...statusConditions, asBoolean(allConditions(filter, searchIndexOf(db), isInvitedAt))])}`;
  if (!nullable) return readStretch(db, source, order, { conditions: [], after, skip, take });

  const { range, hasPresent, hasMissing } = rangeOf(filter, order);
  const present = Prisma.sql`${column} IS NOT NULL`;
  const places =
    !hasPresent || (after !== null && after.value === null)
      ? []
      : await readStretch(db, source, order, { conditions: [present, ...range], after, skip, take });
  if (places.length === take || !hasMissing) return places;
  let passed = 0;
  if (hasPresent && skip > 0)
    passed =
      places.length > 0 ? skip : await countUpTo(db, Prisma.sql`${source} AND ${allOf([present, ...range])}`, skip);
  const rest = {
    conditions: [Prisma.sql`${column} IS NULL`],
    after: after?.value === null ? after : null,
    skip: skip - passed,
    take: take - places.length,
  };
  return [...places, ...(await readStretch(db, source, order, rest))];
}

/** What a filter says about the column of the order: there the walk seeks, and doesn't test each row before it. */
function rangeOf(
  { lastLogInFrom, lastLogInBefore, neverLoggedIn }: UserFilter,
  { sort }: UserOrder,
): { range: Prisma.Sql[]; hasPresent: boolean; hasMissing: boolean } {
  if (sort !== "last_sign_in") return { range: [], hasPresent: true, hasMissing: true };
  const range = lastLogInRange({ lastLogInFrom, lastLogInBefore });
  return { range, hasPresent: neverLoggedIn !== true, hasMissing: neverLoggedIn !== false && range.length === 0 };
}

function lastLogInRange({
  lastLogInFrom,
  lastLogInBefore,
}: Pick<UserFilter, "lastLogInFrom" | "lastLogInBefore">): Prisma.Sql[] {
  return [
    ...(lastLogInFrom === undefined ? [] : [Prisma.sql`u.last_sign_in_at >= ${lastLogInFrom}`]),
    ...(lastLogInBefore === undefined ? [] : [Prisma.sql`u.last_sign_in_at < ${lastLogInBefore}`]),
  ];
}

type Stretch = UserWindow & { conditions: Prisma.Sql[] };

async function readStretch(
  db: LongReadDatabase,
  source: Prisma.Sql,
  order: UserOrder,
  { conditions, after, skip, take }: Stretch,
): Promise<ListPosition[]> {
  const { sql: column, isTime } = columns[order.sort];
  const compare = compareOf(order);
  const direction = directionOf(order);
  if (after !== null && after.value === null) conditions = [...conditions, Prisma.sql`u.id ${compare} ${after.id}`];
  if (after !== null && after.value !== null) {
    conditions = [
      ...conditions,
      Prisma.sql`(${column}, u.id) ${compare} (${isTime ? new Date(after.value) : after.value}, ${after.id})`,
    ];
  }
  const where = conditions.length === 0 ? Prisma.empty : Prisma.sql`AND ${allOf(conditions)}`;
  const rows = await db.$queryRaw<PlaceRow[]>(
    Prisma.sql`SELECT u.id, ${column} AS value FROM ${source} ${where} ORDER BY ${column} ${direction}, u.id ${direction} LIMIT ${take} OFFSET ${skip}`,
  );
  return rows.map((row) => placeOf(row, order));
}

function compareOf({ descending }: UserOrder): Prisma.Sql {
  return Prisma.raw(descending ? "<" : ">");
}

function directionOf({ descending }: UserOrder): Prisma.Sql {
  return Prisma.raw(descending ? "DESC" : "ASC");
}

function plainConditions(
  {
    role,
    status,
    twoFactor,
    verified,
    lastLogInFrom,
    lastLogInBefore,
    neverLoggedIn,
    hasPassword,
    invited,
  }: UserFilter,
  invitedAt = isAmongInvitedAt,
): Prisma.Sql[] {
  return [
    status === undefined ? Prisma.sql`u.status <> 'deleted'` : Prisma.sql`u.status = ${status}`,
    ...(role === undefined ? [] : [Prisma.sql`u.role = ${role}`]),
    ...whether(Prisma.sql`u.two_factor_since`, twoFactor),
    ...whether(Prisma.sql`u.email_verified_at`, verified),
    ...lastLogInRange({ lastLogInFrom, lastLogInBefore }),
    ...whether(Prisma.sql`u.last_sign_in_at`, neverLoggedIn === undefined ? undefined : !neverLoggedIn),
    ...(hasPassword === undefined
      ? []
      : [
          hasPassword
            ? Prisma.sql`u.password_hash <> ${NO_PASSWORD}`
            : Prisma.sql`u.password_hash = ${withoutPassword}`,
        ]),
    ...(invited === undefined ? [] : [invited.is ? invitedAt(invited.at) : Prisma.sql`NOT ${isInvitedAt(invited.at)}`]),
  ];
}

// Not a parameter, so that both databases see that the index of users without a password fits.
const withoutPassword = Prisma.raw(`'${NO_PASSWORD}'`);

function whether(column: Prisma.Sql, isSet: boolean | undefined): Prisma.Sql[] {
  if (isSet === undefined) return [];
  // SQLite can't seek in an index by IS NOT NULL.
  return [isSet ? Prisma.sql`${column} >= ${new Date(0)}` : Prisma.sql`${column} IS NULL`];
}

function allConditions(filter: UserFilter, index: SearchIndex, invitedAt = isAmongInvitedAt): Prisma.Sql[] {
  const plain = plainConditions(filter, invitedAt);
  if (filter.words.length === 0) return plain;
  const contains = textContains(filter.words, index);
  // Not EXISTS, for which PostgreSQL would read all matches first.
  return [
    ...plain,
    Prisma.sql`(SELECT CASE WHEN ${contains} THEN 1 ELSE 0 END FROM user_search_texts s WHERE s.user_id = u.id) = 1`,
  ];
}

function allOf(conditions: Prisma.Sql[]): Prisma.Sql {
  return Prisma.join(conditions, " AND ");
}

// Inside a CASE no condition can make the planner leave the index of the list's order. The result is a boolean, not a
// number: PostgreSQL then estimates that half of the rows match.
function asBoolean(conditions: Prisma.Sql[]): Prisma.Sql {
  return Prisma.sql`CASE WHEN ${allOf(conditions)} THEN 1 = 1 ELSE 1 = 0 END`;
}
