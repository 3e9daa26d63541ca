import SqliteDatabase from "better-sqlite3";
import pg from "pg";
import type { DatabaseLocation } from "@/lib/data/database-location";
import { madeUpPerson, type MadeUpPerson } from "./made-up-people";

const BATCH = 5_000;
const INVITATION_HOURS = 7 * 24;

const userColumns = [
  "id",
  "email",
  "normalized_email",
  "username",
  "full_name",
  "password_hash",
  "password_changed_at",
  "role",
  "status",
  "two_factor_since",
  "email_verified_at",
  "last_sign_in_at",
  "created_at",
  "updated_at",
  "deleted_at",
  "sort_name",
] as const;

const invitationColumns = [
  "id",
  "token_hash",
  "role",
  "user_id",
  "invited_by_id",
  "valid_hours",
  "created_at",
  "expires_at",
] as const;

/** Inserts users into an empty migrated database with SQL, because a million sign-ups would take too long. */
export async function fillUsers(location: DatabaseLocation, total: number, now: Date): Promise<void> {
  if (location.provider === "sqlite") fillSqlite(location.file, total, now);
  else await fillPostgresql(location.url, total, now);
}

function fillSqlite(file: string, total: number, now: Date): void {
  const database = new SqliteDatabase(file);
  database.pragma("synchronous = off");
  database.pragma("cache_size = -400000");
  // Created again over all rows at once, which is much faster.
  const indexes = database
    .prepare(
      "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name IN ('users', 'user_search_texts') AND sql IS NOT NULL",
    )
    .all() as { name: string; sql: string }[];
  for (const { name } of indexes) database.exec(`DROP INDEX "${name}"`);
  const insertUser = database.prepare(
    `INSERT INTO users (${userColumns.join()}) VALUES (${userColumns.map(() => "?").join()})`,
  );
  const insertText = database.prepare("INSERT INTO user_search_texts (user_id, text) VALUES (?, ?)");
  const insertInvitation = database.prepare(
    `INSERT INTO invitations (${invitationColumns.join()}) VALUES (${invitationColumns.map(() => "?").join()})`,
  );
  const asText = (moment: Date): string => moment.toISOString().replace("Z", "+00:00");
  const insertBatch = database.transaction((people: readonly MadeUpPerson[]) => {
    for (const person of people) {
      insertUser.run(...valuesOf(person, asText));
      if (person.isInvited) insertInvitation.run(...invitationOf(person, now, asText));
      insertText.run(person.id, person.searchText);
    }
  });
  for (const people of batches(total, now)) insertBatch(people);
  for (const { sql } of indexes) database.exec(sql);
  database.close();
}

async function fillPostgresql(url: string, total: number, now: Date): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows: indexes } = await client.query<{ indexname: string; indexdef: string }>(
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename IN ('users', 'user_search_texts') AND indexname NOT LIKE '%_pkey'",
  );
  // Disables foreign keys, and drops the indexes until all rows are inserted.
  await client.query("SET session_replication_role = replica; SET maintenance_work_mem = '1GB'");
  for (const { indexname } of indexes) await client.query(`DROP INDEX "${indexname}"`);
  const types = userColumns.map((name) => (/_at$|_since$/.test(name) ? "timestamp[]" : "text[]"));
  const insertUsers = `INSERT INTO users (${userColumns.join()}) SELECT * FROM unnest(${types.map((type, index) => `$${index + 1}::${type}`).join()})`;
  const asText = (moment: Date): string => moment.toISOString().replace("Z", "");
  const insertInvitation = `INSERT INTO invitations (${invitationColumns.join()}) VALUES (${invitationColumns.map((_, index) => `$${index + 1}`).join()})`;
  for (const people of batches(total, now)) {
    const rows = people.map((person) => valuesOf(person, asText));
    await client.query(
      insertUsers,
      userColumns.map((_, column) => rows.map((row) => row[column])),
    );
    for (const person of people)
      if (person.isInvited) await client.query(insertInvitation, invitationOf(person, now, asText));
    await client.query("INSERT INTO user_search_texts (user_id, text) SELECT * FROM unnest($1::text[], $2::text[])", [
      people.map(({ id }) => id),
      people.map(({ searchText }) => searchText),
    ]);
  }
  for (const { indexdef } of indexes) await client.query(indexdef);
  // The server's autovacuum would do this within a minute.
  await client.query("VACUUM ANALYZE users");
  await client.query("VACUUM ANALYZE user_search_texts");
  await client.query("VACUUM ANALYZE invitations");
  await client.end();
}

function* batches(total: number, now: Date): Generator<MadeUpPerson[]> {
  for (let start = 0; start < total; start += BATCH) {
    yield Array.from({ length: Math.min(BATCH, total - start) }, (_, offset) =>
      madeUpPerson(start + offset, total, now),
    );
  }
}

/** In the order of `invitationColumns`. */
function invitationOf({ id }: MadeUpPerson, now: Date, asText: (moment: Date) => string): (string | number)[] {
  const expiresAt = new Date(now.getTime() + INVITATION_HOURS * 60 * 60 * 1000);
  return [id, `bench-${id}`, "user", id, id, INVITATION_HOURS, asText(now), asText(expiresAt)];
}

/** In the order of `userColumns`. */
function valuesOf(person: MadeUpPerson, asText: (moment: Date) => string): (string | null)[] {
  const time = (moment: Date | null): string | null => moment && asText(moment);
  return [
    person.id,
    person.email,
    person.normalizedEmail,
    person.username,
    person.fullName,
    person.passwordHash,
    time(person.createdAt),
    person.role,
    person.status,
    time(person.twoFactorSince),
    time(person.emailVerifiedAt),
    time(person.lastLogInAt),
    time(person.createdAt),
    time(person.createdAt),
    time(person.deletedAt),
    person.sortName,
  ];
}
