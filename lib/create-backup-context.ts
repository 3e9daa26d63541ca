import { copyFileSync, existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Config } from "./config";
import { createRuntime } from "./create-runtime";
import { readMigrations } from "./data/migration-files";
import { StartupError } from "./errors";
import { createBackupFiles } from "./platform/backup-files";
import { readSecrets } from "./platform/secrets-file";
import { readProduct } from "./platform/system/inspect-machine";
import type { RestoreContext } from "./services/context";

/** For the commands of backups, which work beside a running server. */
export function createBackupContext(config: Config, now = () => new Date()): RestoreContext {
  const migrationsDirectory = resolve("prisma", config.database.provider, "migrations");
  return {
    actor: { kind: "operator" },
    now,
    backupFiles: createBackupFiles(),
    database: config.database,
    dataDirectory: config.dataDirectory,
    productVersion: readProduct().version,
    migrations: readMigrations(migrationsDirectory).map(({ name }) => name),
    migrationsDirectory,
    async openUnpacked(folder, database) {
      if (!existsSync(join(folder, "secrets.json"))) lendSecrets(config, folder);
      const runtime = await createRuntime(
        {
          ...config,
          dataDirectory: folder,
          database,
          redisUrl: null,
          buildDirectory: null,
          logLevel: "warn",
        },
        { now },
      );
      const request = { id: runtime.nextRequestId(), ...runtime.clientOf(null), userAgent: null, deviceToken: null };
      return { context: { ...runtime.createContext(request), actor: { kind: "operator" } }, close: runtime.close };
    },
  };
}

/** Opens a backup without secrets with the present ones. New ones would fit no backup. */
function lendSecrets(config: Config, folder: string): void {
  if (readSecrets(config) === null)
    throw new StartupError(
      `The backup has no secrets, and ${config.dataDirectory} has no secrets.json: put the one there that was kept apart.`,
    );
  const file = join(config.dataDirectory, "secrets.json");
  if (existsSync(file)) copyFileSync(file, join(folder, "secrets.json"));
}
