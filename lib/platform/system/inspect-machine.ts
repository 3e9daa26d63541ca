import { readFileSync, statfsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { secretNames, type Config } from "@/lib/config";
import type { MachineFacts } from "@/lib/domain/system/system-facts";
import { effectiveSettings } from "@/lib/effective-settings";
import type { loadBcryptEngine } from "../bcrypt-engine.mjs";
import { findCommit } from "./find-commit";
import { processName } from "./process-name";

export type Product = { version: string; nodeMinimum: string; commit: string | null };

/** The running version, read once: later changes to the checkout don't affect this process. */
export function readProduct(root = process.cwd()): Product {
  const { version, engines } = JSON.parse(
    readFileSync(resolve(/* turbopackIgnore: true */ root, "package.json"), "utf8"),
  ) as { version: string; engines: { node: string } };
  return { version, nodeMinimum: engines.node.replace(">=", ""), commit: findCommit(root) };
}

type Known = Pick<
  MachineFacts,
  "observer" | "encryptionKeys" | "secretsProblem" | "sawUntrustedProxy" | "unreadableHop" | "migrations" | "jobs"
>;

/** Facts about the process, the machine and the settings; `known` comes from the caller. */
export async function inspectMachine(config: Config, product: Product, known: Known): Promise<MachineFacts> {
  const { rss, heapUsed } = process.memoryUsage();
  const settings = effectiveSettings(config);
  const { database, mail } = config;
  return {
    ...known,
    ...product,
    nodeVersion: process.versions.node,
    nodeEnvironment: process.env.NODE_ENV ?? null,
    development: config.development,
    processId: process.pid,
    processName: processName(),
    startedAt: new Date(Date.now() - process.uptime() * 1000),
    memoryBytes: rss,
    heapBytes: heapUsed,
    host: config.host,
    publicOrigin: config.publicOrigin,
    mail: {
      server: mail.transport === "smtp" ? mail.host : mail.transport === "resend" ? mail.baseUrl : null,
      from: mail.transport === "outbox" ? null : mail.from.address,
      encryption: mail.transport === "smtp" ? mail.encryption : null,
    },
    settings,
    backups: { everyMs: config.backups.everyMs, directory: config.backups.directory },
    files: inspectFiles(config),
    disk: inspectDisk(database.provider === "sqlite" ? dirname(database.file) : config.dataDirectory),
    passwordHash: config.passwordHash,
    bcryptEngine: await findBcryptEngine(),
    database: {
      provider: database.provider,
      location: settings.find(({ name }) => name === "DATABASE_URL")?.value ?? "",
    },
  };
}

function inspectFiles({ database, dataDirectory, origins }: Config): MachineFacts["files"] {
  // Windows has no such bits.
  if (process.platform === "win32") return [];
  const holdsSecrets = [
    ...secretNames,
    "DATABASE_URL",
    "METRICS_TOKEN",
    "MAIL_PASSWORD",
    "RESEND_API_KEY",
    "ADMIN_PASSWORD",
    "BACKUP_COMMAND",
    "BACKUP_PASSPHRASE",
  ] as const;
  const paths = [
    resolve(dataDirectory, "secrets.json"),
    ...(database.provider === "sqlite" ? ["", "-wal", "-shm"].map((suffix) => database.file + suffix) : []),
    ...(holdsSecrets.some((name) => origins[name] === ".env") ? [resolve(".env")] : []),
  ];
  return paths.flatMap((path) => {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats === undefined ? [] : [{ path, mode: stats.mode & 0o777 }];
  });
}

function inspectDisk(folder: string): MachineFacts["disk"] {
  try {
    const { bavail, blocks, bsize } = statfsSync(folder);
    return { folder, freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return null;
  }
}

let bcryptEngine: Promise<MachineFacts["bcryptEngine"]> | undefined;

/** Loads the same module as the hashing threads, by its path, so that no bundler is involved. */
function findBcryptEngine(): Promise<MachineFacts["bcryptEngine"]> {
  const engines = pathToFileURL(
    resolve(/* turbopackIgnore: true */ process.cwd(), "lib/platform/bcrypt-engine.mjs"),
  ).href;
  bcryptEngine ??= import(/* turbopackIgnore: true */ /* webpackIgnore: true */ engines).then(
    async ({ loadBcryptEngine: load }: { loadBcryptEngine: typeof loadBcryptEngine }) => (await load("fastest")).name,
    () => null,
  );
  return bcryptEngine;
}
