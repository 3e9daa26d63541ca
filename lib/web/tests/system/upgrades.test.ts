import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parseConfig } from "@/lib/config";
import { createRuntime } from "@/lib/create-runtime";
import { connectDatabase } from "@/lib/data/connect-database";
import type { DatabaseLocation, DatabaseProvider } from "@/lib/data/database-location";
import { pendingMigrations } from "@/lib/data/migrate";
import { migrationsFolder, readMigrations } from "@/lib/data/migration-files";
import { serveApi, STRONG_PASSWORD } from "@/lib/testing/api-client";
import { codeAt } from "@/lib/testing/authenticator";
import { createEmptyPostgresql, databaseProviders, withDatabase } from "@/lib/testing/databases";
import { runRawSql } from "@/lib/testing/raw-database";
import {
  createReleasedDatabase,
  listReleasedDatabases,
  readReleasedDatabase,
  releasedSettings,
} from "@/lib/testing/released-databases";
import { startAndStop } from "@/lib/testing/start-and-stop";
import { verifyAuditDatabase } from "@/lib/web/commands/operator-commands";

const MINUTE_MS = 60_000;

describe.each(databaseProviders)("on %s", (provider) => {
  test.each(listReleasedDatabases())(
    "users of version %s log in after the migration, and stay logged in",
    async (version) => {
      const released = readReleasedDatabase(version);
      const folder = mkdtempSync(path.join(tmpdir(), "latchkey-upgrade-"));
      const { location, remove } = await emptyDatabase(provider, folder);
      await createReleasedDatabase(location, released);
      // As long after it was written, however old the file is.
      const now = new Date(Date.parse(released.madeAt) + MINUTE_MS);
      const runtime = await createRuntime(parseConfig(settingsOf(folder, location), process.cwd()), {
        bcryptCost: 4,
        now: () => now,
      });
      const api = await serveApi(runtime);
      try {
        expect(await pendingMigrations(location, migrationsFolder(process.cwd(), provider))).toEqual([]);
        const logIn = (email: string, otp?: string) =>
          api.send("POST", "/api/v1/users/login", {
            email,
            password: STRONG_PASSWORD,
            ...(otp !== undefined && { otp }),
          });
        const refreshed = await api.form("/api/v1/token", {
          grant_type: "refresh_token",
          refresh_token: released.refreshToken,
        });
        expect(refreshed.status).toBe(200);
        expect((await logIn("grace@example.org")).status).toBe(200);
        expect((await logIn("ada@example.org", await codeAt(released.totpSecret, now))).status).toBe(200);
        const administrator = await logIn("boss@example.org");
        const users = await api.get("/api/v1/users", administrator.body.access_token);
        expect(users.body.items.map(({ email }: { email: string }) => email).sort()).toEqual([
          "ada@example.org",
          "boss@example.org",
          "grace@example.org",
        ]);
        expect((await verifyAuditDatabase(runtime)).lines[0]).toBe("The audit log is intact.");
      } finally {
        await api.close();
        await runtime.close();
        await remove();
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );

  test("a server that runs goes on after a newer version added to the tables, and one that starts refuses", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "latchkey-upgrade-"));
    await withDatabase(provider, async (database, location) => {
      const create = (id: string) =>
        database.write((tx) => tx.readinessProbe.create({ data: { id, nonce: "", checkedAt: new Date(0) } }));
      await create("before");
      await runRawSql(location, [
        `ALTER TABLE "readiness_probes" ADD COLUMN "later" TEXT NOT NULL DEFAULT 'x'`,
        `CREATE TABLE "later_things" ("id" TEXT NOT NULL PRIMARY KEY)`,
        `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at") VALUES ('x', '', '29990101000000_later', '2026-01-01 00:00:00')`,
      ]);
      await create("after");
      expect((await database.reader.readinessProbe.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id)).toEqual([
        "after",
        "before",
      ]);
      await database.close();
      expect(await startAndStop(folder, undefined, settingsOf(folder, location))).toMatch(
        /^The database was migrated by a newer version of Latchkey \(it has the migration 29990101000000_later\): start that version, or restore a backup/,
      );
      // The refusal changed nothing.
      const again = await connectDatabase(location);
      expect(await again.reader.readinessProbe.count()).toBe(2);
      await again.close();
    });
    rmSync(folder, { recursive: true, force: true });
  });
});

test("each released database has the tables of migrations that are still there", () => {
  const names = readMigrations(migrationsFolder(process.cwd(), "sqlite")).map(({ name }) => name);
  const versions = listReleasedDatabases();
  expect(versions).toContain("0.1.0");
  expect(names).toEqual(expect.arrayContaining(versions.map((version) => readReleasedDatabase(version).lastMigration)));
});

function settingsOf(folder: string, location: DatabaseLocation): Record<string, string> {
  const url = location.provider === "sqlite" ? `file:${location.file}` : location.url;
  return { ...releasedSettings, DATA_DIR: folder, DATABASE_URL: url, LOG_LEVEL: "silent", SITE_RULES: "off" };
}

async function emptyDatabase(
  provider: DatabaseProvider,
  folder: string,
): Promise<{ location: DatabaseLocation; remove(): Promise<void> }> {
  if (provider === "postgresql") return createEmptyPostgresql();
  const file = path.join(folder, "latchkey.db");
  writeFileSync(file, "");
  return { location: { provider, file }, remove: async () => undefined };
}
