import type { DatabaseHistory } from "@/lib/domain/system/database-history";
import type { DatabaseFacts, DatabaseState } from "@/lib/domain/system/system-facts";
import { isAppError, isStartupError } from "@/lib/errors";
import { findAuditChain } from "./audit-chain";
import { readBackupFacts } from "./backup-runs";
import type { ConnectionPool, LongReadDatabase, ReadDatabase } from "./database";
import type { DatabaseProvider } from "./database-location";
import { findInstallation } from "./installation";
import { listJobRuns } from "./job-runs";
import { countMail, findLastMailFailure, findOldestWaitingMail } from "./mail";
import { searchIndexOf } from "./search-index";
import { countUnindexedUsers } from "./user-search";
import { countActiveAdministrators, listUnusualAddresses } from "./users";

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

export type StateQuestion = {
  provider: DatabaseProvider;
  now: () => Date;
  /** The newest ENCRYPTION_KEY's check value, as the database stores it; null when there is no key. */
  keyCheck: string | null;
  /** This node's high-water mark of the installation's write counter. */
  highWaterMarkOf: (history: DatabaseHistory) => number | null;
  /** The migrations of this version. */
  migrations: readonly string[];
  pool: ConnectionPool | null;
  /** Whether to read all users' addresses. */
  looksForUnusualAddresses?: boolean;
};

/** Reads the database's health and the facts an operator needs; returns failures instead of throwing. */
export async function readDatabaseState(
  db: LongReadDatabase,
  { migrations, ...question }: StateQuestion,
): Promise<DatabaseState> {
  let applied: DatabaseFacts["appliedMigrations"] | undefined;
  try {
    applied = await listAppliedMigrations(db, question.provider);
    return { state: "ok", facts: await readFacts(db, { ...question, applied }) };
  } catch (error) {
    const isOtherVersion = applied !== undefined && applied.map(({ name }) => name).join() !== migrations.join();
    return applied !== undefined && isOtherVersion
      ? { state: "other-version", appliedMigrations: applied }
      : unreachable(error);
  }
}

/** Describes a database that can't be read: our own sentence, or the driver's message, which contains no values. */
export function unreachable(error: unknown): DatabaseState {
  if (isStartupError(error)) return { state: "unreachable", problem: error.message };
  const cause = isAppError(error) && error.cause instanceof Error ? error.cause : error;
  return {
    state: "unreachable",
    problem: cause instanceof Error ? (cause.message.trim().split("\n").at(-1) ?? "") : "The database doesn't answer.",
  };
}

type FactsQuestion = Omit<StateQuestion, "migrations"> & {
  applied: DatabaseFacts["appliedMigrations"];
};

async function readFacts(
  db: LongReadDatabase,
  { provider, now, keyCheck, highWaterMarkOf, applied, pool, looksForUnusualAddresses = false }: FactsQuestion,
): Promise<DatabaseFacts> {
  const weekAgo = new Date(now().getTime() - WEEK_MS);
  const installation = await findInstallation(db);
  return {
    sizeBytes: await findSize(db, provider),
    appliedMigrations: applied,
    clockAheadMs: provider === "sqlite" ? null : await compareClocks(db, now),
    connections:
      pool === null || pool.allowed === null
        ? null
        : { ...pool, allowed: pool.allowed, left: await countConnectionsLeft(db, pool.allowed) },
    isSealedWithNewestKey: keyCheck === null || installation === null ? null : installation.keyCheck === keyCheck,
    rolledBackAt: installation?.rolledBackAt ?? null,
    isOlderThanSeen: installation !== null && installation.writeCounter < (highWaterMarkOf(installation) ?? 0),
    search: { findsParts: searchIndexOf(db) !== "starts", unindexed: await countUnindexedUsers(db) },
    logInAlarmAt: installation?.logInAlarmAt ?? null,
    jobs: await listJobRuns(db),
    backups: await readBackupFacts(db, now()),
    auditLogFault: (await findAuditChain(db))?.fault ?? null,
    administrators: {
      active: await countActiveAdministrators(db),
      withTwoFactor: await db.user.count({ where: { role: "admin", status: "active", twoFactorSince: { not: null } } }),
    },
    unusualAddresses: looksForUnusualAddresses ? await listUnusualAddresses(db) : null,
    mail: {
      counts: await countMail(db),
      oldestWaitingAt: await findOldestWaitingMail(db),
      lastFailure: await findLastMailFailure(db),
      givenUpLastWeek: await db.auditEvent.count({
        where: { action: "mail.undeliverable", outcome: "failure", at: { gte: weekAgo } },
      }),
    },
  };
}

/** Numbers are read as text because the two drivers return 64-bit integers as different types. */
async function listAppliedMigrations(
  db: ReadDatabase,
  provider: DatabaseProvider,
): Promise<DatabaseFacts["appliedMigrations"]> {
  type Row = { name: string; appliedMs: string };
  const rows =
    provider === "sqlite"
      ? await db.$queryRaw<
          Row[]
        >`SELECT "migration_name" AS "name", CAST(CAST("finished_at" AS INTEGER) AS TEXT) AS "appliedMs" FROM "_prisma_migrations"
          WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL ORDER BY "migration_name"`
      : await db.$queryRaw<
          Row[]
        >`SELECT "migration_name" AS "name", floor(extract(epoch FROM "finished_at") * 1000)::bigint::text AS "appliedMs" FROM "_prisma_migrations"
          WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL ORDER BY "migration_name"`;
  return rows.map(({ name, appliedMs }) => ({ name, appliedAt: new Date(Number(appliedMs)) }));
}

async function findSize(db: ReadDatabase, provider: DatabaseProvider): Promise<number | null> {
  type Row = { bytes: string };
  const [row] =
    provider === "sqlite"
      ? await db.$queryRaw<
          Row[]
        >`SELECT CAST("page_count" * "page_size" AS TEXT) AS "bytes" FROM pragma_page_count(), pragma_page_size()`
      : await db.$queryRaw<Row[]>`SELECT pg_database_size(current_database())::text AS "bytes"`;
  return row === undefined ? null : Number(row.bytes);
}

/** By the limit of the server, the user or the database that is nearest. Other programs' connections count too. */
async function countConnectionsLeft(db: ReadDatabase, allowed: number): Promise<number> {
  const [row] = await db.$queryRaw<{ left: string }[]>`SELECT least(
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
        - coalesce(nullif(current_setting('reserved_connections', true), '')::int, 0)
        - (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'),
      (SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user AND rolconnlimit >= 0)
        - (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND usename = current_user),
      (SELECT datconnlimit FROM pg_database WHERE datname = current_database() AND datconnlimit >= 0)
        - (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND datname = current_database())
    )::text AS "left"`;
  return row === undefined ? allowed : Number(row.left);
}

/** Assumes that the database read its clock halfway between the request and the reply. */
async function compareClocks(db: ReadDatabase, now: () => Date): Promise<number | null> {
  const asked = now().getTime();
  const [row] = await db.$queryRaw<
    { ms: string }[]
  >`SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint::text AS "ms"`;
  const heard = now().getTime();
  return row === undefined ? null : Number(row.ms) - Math.round((asked + heard) / 2);
}
