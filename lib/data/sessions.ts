import type { LongReadDatabase, ReadDatabase, Transaction } from "./database";
import type { DatabaseProvider } from "./database-location";
import { Prisma } from "./generated/sqlite/client";
import {
  type ColumnType,
  type Dialect,
  plainDialect,
  preparedReaderOf,
  type PreparedStatement,
} from "./prepared-reader";
import type { UserRow } from "./users";

export type SessionKind = "browser" | "api";

export type SessionRow = {
  id: string;
  kind: SessionKind;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  address: string | null;
  userAgent: string | null;
};

/** A session with its user, whose state decides whether the session is valid. */
export type SessionWithUser = {
  id: string;
  kind: SessionKind;
  lastSeenAt: Date;
  expiresAt: Date;
  authenticatedAt: Date;
  secondFactorAt: Date | null;
  user: UserRow;
};

export type NewSession = {
  id: string;
  userId: string;
  kind: SessionKind;
  tokenHash: string | null;
  expiresAt: Date;
  secondFactorAt: Date | null;
  address: string | null;
  userAgent: string | null;
};

const listFields = {
  id: true,
  kind: true,
  createdAt: true,
  lastSeenAt: true,
  expiresAt: true,
  address: true,
  userAgent: true,
} as const;

type Column = { column: string; type: ColumnType };

// Records make the compiler name a field that is missing here.
const sessionColumns: Record<Exclude<keyof SessionWithUser, "user">, Column> = {
  id: { column: "id", type: "text" },
  kind: { column: "kind", type: "text" },
  lastSeenAt: { column: "last_seen_at", type: "time" },
  expiresAt: { column: "expires_at", type: "time" },
  authenticatedAt: { column: "authenticated_at", type: "time" },
  secondFactorAt: { column: "second_factor_at", type: "time" },
};

const userColumns: Record<Exclude<keyof UserRow, "id">, Column> = {
  email: { column: "email", type: "text" },
  username: { column: "username", type: "text" },
  fullName: { column: "full_name", type: "text" },
  role: { column: "role", type: "text" },
  status: { column: "status", type: "text" },
  mustChangePassword: { column: "must_change_password", type: "boolean" },
  passwordChangedAt: { column: "password_changed_at", type: "time" },
  twoFactorSince: { column: "two_factor_since", type: "time" },
  emailVerifiedAt: { column: "email_verified_at", type: "time" },
  frozenUntil: { column: "frozen_until", type: "time" },
  lastLogInAt: { column: "last_sign_in_at", type: "time" },
  createdAt: { column: "created_at", type: "time" },
};

const columns = [
  ...Object.entries(sessionColumns).map(([field, { column, type }]) => ({ field, type, from: `s.${column}` })),
  { field: "userId", type: "text" as const, from: "u.id" },
  ...Object.entries(userColumns).map(([field, { column, type }]) => ({ field, type, from: `u.${column}` })),
];

/** The session with its user, in SQL that both databases share. */
function selectSessionWithUser({ table }: Dialect): string {
  return `SELECT ${columns.map(({ from, field }) => `${from} AS "${field}"`).join(", ")}
    FROM ${table("sessions")} s JOIN ${table("users")} u ON u.id = s.user_id WHERE `;
}

const sessionById: PreparedStatement = {
  columns,
  sql: (dialect) => `${selectSessionWithUser(dialect)} s.id = ${dialect.parameter}`,
};

const sessionByTokenHash: PreparedStatement = {
  columns,
  sql: (dialect) => `${selectSessionWithUser(dialect)} s.token_hash = ${dialect.parameter}`,
};

type SessionWithUserRecord = Omit<SessionWithUser, "user"> & Omit<UserRow, "id"> & { userId: string };

/**
 * The one lookup of every authenticated request, by a prepared statement where the database has a reader for them. Prisma's
 * client takes many times as long for the same join.
 */
export async function findSessionWithUser(
  db: ReadDatabase,
  by: { id: string } | { tokenHash: string },
): Promise<SessionWithUser | null> {
  const [statement, key] = "id" in by ? [sessionById, by.id] : [sessionByTokenHash, by.tokenHash];
  const prepared = preparedReaderOf(db);
  const record = (await (prepared === undefined
    ? findByPrisma(db, statement, key)
    : prepared.findOne(statement, key))) as SessionWithUserRecord | null;
  if (record === null) return null;
  const { id, kind, lastSeenAt, expiresAt, authenticatedAt, secondFactorAt, userId, ...user } = record;
  return { id, kind, lastSeenAt, expiresAt, authenticatedAt, secondFactorAt, user: { id: userId, ...user } };
}

async function findByPrisma(db: ReadDatabase, statement: PreparedStatement, key: string): Promise<unknown> {
  const [before = "", after = ""] = statement.sql(plainDialect).split(plainDialect.parameter);
  const rows = await db.$queryRaw<unknown[]>(Prisma.sql([before, after], key));
  return rows[0] ?? null;
}

export async function createSession(tx: Transaction, session: NewSession, now: Date): Promise<void> {
  await tx.session.create({ data: { ...session, createdAt: now, lastSeenAt: now, authenticatedAt: now } });
}

/** Ends the least recently seen sessions until at most `max` are left. */
export async function endSessionsOverCap(tx: Transaction, userId: string, max: number): Promise<void> {
  const surplus = await tx.session.findMany({
    where: { userId },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    skip: max,
    select: { id: true },
  });
  if (surplus.length > 0) await tx.session.deleteMany({ where: { id: { in: surplus.map(({ id }) => id) } } });
}

/** The user's unexpired sessions, most recently seen first. */
export async function listSessions(db: ReadDatabase, userId: string, now: Date): Promise<SessionRow[]> {
  const rows = await db.session.findMany({
    where: { userId, expiresAt: { gt: now } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    select: listFields,
  });
  return rows.map((row) => ({ ...row, kind: row.kind as SessionKind }));
}

/**
 * Gives a session a new id and cookie and removes its refresh tokens; false when it doesn't exist. The row stays the same,
 * so that a concurrent end of all sessions finds it.
 */
export async function renewSession(
  tx: Transaction,
  { id, userId }: { id: string; userId: string },
  to: { id: string; tokenHash: string | null },
): Promise<boolean> {
  const { count } = await tx.session.updateMany({ where: { id, userId }, data: { ...to, previousId: id } });
  // Lock order: session, then token, as in `endSession`; the update above has moved the tokens to the new id.
  if (count === 1) await tx.refreshToken.deleteMany({ where: { sessionId: to.id } });
  return count === 1;
}

/** Locks a session until the end of the transaction; false when it doesn't exist. */
export async function holdSession(tx: Transaction, { id, userId }: { id: string; userId: string }): Promise<boolean> {
  const { count } = await tx.session.updateMany({ where: { id, userId }, data: { userId } });
  return count === 1;
}

/**
 * Ends one of this user's sessions; false when it doesn't exist. Its id from before the last rotation counts too: an end
 * that crosses a rotation must not leave the rotated session alive.
 */
export async function endSession(tx: Transaction, { id, userId }: { id: string; userId: string }): Promise<boolean> {
  const { count } = await tx.session.deleteMany({ where: { userId, OR: [{ id }, { previousId: id }] } });
  return count === 1;
}

/** Ends all sessions of a user, in browsers and API clients, except `exceptSession`. */
export async function endSessions(tx: Transaction, userId: string, except?: string): Promise<number> {
  const { count } = await tx.session.deleteMany({
    where: { userId, ...(except !== undefined && { id: { not: except } }) },
  });
  return count;
}

export async function touchSession(
  tx: Transaction,
  id: string,
  { now, address, userAgent }: { now: Date; address: string | null; userAgent: string | null },
): Promise<void> {
  await tx.session.updateMany({ where: { id }, data: { lastSeenAt: now, address, userAgent } });
}

/** When and from where a session was last seen. */
export type SessionTouch = { id: string; at: Date; address: string | null; userAgent: string | null };

/**
 * Records many sessions in one statement, and returns how many. A session that has ended, or that was seen later by another
 * process, is left as it is.
 */
export async function touchSessions(
  tx: Transaction,
  provider: DatabaseProvider,
  touches: readonly SessionTouch[],
): Promise<number> {
  // Prisma's notation of times on SQLite, which compares them as text.
  const rows = touches.map(({ at, ...touch }) => ({ ...touch, at: at.toISOString().replace("Z", "+00:00") }));
  const json = JSON.stringify(rows);
  return provider === "sqlite"
    ? tx.$executeRaw`
        UPDATE sessions SET last_seen_at = touch.value ->> 'at', address = touch.value ->> 'address', user_agent = touch.value ->> 'userAgent'
        FROM json_each(${json}) AS touch
        WHERE sessions.id = touch.value ->> 'id' AND sessions.last_seen_at < touch.value ->> 'at'`
    : tx.$executeRaw`
        UPDATE sessions SET last_seen_at = touch.at, address = touch.address, user_agent = touch."userAgent"
        FROM jsonb_to_recordset(${json}::jsonb) AS touch (id text, at timestamp(3), address text, "userAgent" text)
        WHERE sessions.id = touch.id AND sessions.last_seen_at < touch.at`;
}

/** Records that the password, and the second factor if required, was verified in this session. */
export async function stampAuthentication(
  tx: Transaction,
  id: string,
  { secondFactor, now }: { secondFactor: boolean; now: Date },
): Promise<boolean> {
  const { count } = await tx.session.updateMany({
    where: { id },
    data: { authenticatedAt: now, ...(secondFactor && { secondFactorAt: now }) },
  });
  return count === 1;
}

export async function removeExpiredSessions(tx: Transaction, now: Date, take: number): Promise<number> {
  const { count } = await tx.session.deleteMany({ where: { expiresAt: { lte: now } }, limit: take });
  return count;
}

/** Removes browser sessions last seen before `idleBefore`. */
export async function removeIdleSessions(tx: Transaction, idleBefore: Date, take: number): Promise<number> {
  const where = { kind: "browser", lastSeenAt: { lte: idleBefore } };
  const { count } = await tx.session.deleteMany({ where, limit: take });
  return count;
}

/** The sessions that haven't expired, by kind. */
export async function countSessions(db: LongReadDatabase, now: Date): Promise<Record<SessionKind, number>> {
  const counts = await db.session.groupBy({ by: ["kind"], where: { expiresAt: { gt: now } }, _count: true });
  const of = (kind: SessionKind): number => counts.find((row) => row.kind === kind)?._count ?? 0;
  return { browser: of("browser"), api: of("api") };
}
