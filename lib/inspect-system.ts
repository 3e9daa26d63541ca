import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Config } from "./config";
import { connectDatabase } from "./data/connect-database";
import type { OpenDatabase } from "./data/database";
import { readDatabaseState, unreachable, type StateQuestion } from "./data/database-state";
import { readMigrations } from "./data/migration-files";
import type { DatabaseState, JobRecord, SystemFacts } from "./domain/system/system-facts";
import { isStartupError } from "./errors";
import { createHighWaterMarks } from "./platform/high-water-marks";
import { keyCheckOf } from "./platform/key-check";
import { readSecrets } from "./platform/secrets-file";
import { createSiteRules } from "./platform/site-rules/create-site-rules";
import { findNewestVersion } from "./platform/system/find-newest-version";
import { inspectCertificate } from "./platform/system/inspect-certificate";
import { inspectMachine, readProduct } from "./platform/system/inspect-machine";
import type { SiteRulesStatus, SystemProbe } from "./services/context";

type ServerParts = {
  config: Config;
  database: OpenDatabase;
  encryptionKeys: readonly string[];
  now: () => Date;
  jobs: () => readonly JobRecord[];
  siteRules: () => SiteRulesStatus;
  sawUntrustedProxy: () => boolean;
  unreadableHop: () => string | null;
  isServing: () => boolean;
};

/** The running server's view of itself. */
export function createSystemProbe({
  config,
  database,
  encryptionKeys,
  now,
  jobs,
  siteRules,
  sawUntrustedProxy,
  unreadableHop,
  isServing,
}: ServerParts): SystemProbe {
  const product = readProduct();
  const [newest] = encryptionKeys;
  return {
    isServing,
    async facts() {
      const migrations = migrationNames(config);
      const machine = await inspectMachine(config, product, {
        observer: "server",
        encryptionKeys: encryptionKeys.length,
        secretsProblem: null,
        sawUntrustedProxy: sawUntrustedProxy(),
        unreadableHop: unreadableHop(),
        migrations,
        jobs: jobs(),
      });
      const keyCheck = newest === undefined ? null : keyCheckOf(newest);
      const state = await readDatabaseState(database.longReader, {
        provider: database.provider,
        now,
        keyCheck,
        highWaterMarkOf: createHighWaterMarks(config.dataDirectory).read,
        migrations,
        pool: database.pool,
      });
      return {
        now: now(),
        machine,
        certificate: null,
        newestVersion: null,
        database: state,
        siteRules: siteRules(),
        mailTransport: config.mail.transport,
        signUp: config.signUp,
      };
    },
  };
}

type BesideOptions = {
  now?: () => Date;
  /** Where the newest version is named; null asks nowhere. */
  versionUrl?: string | null;
};

/** The facts that a command can collect beside the server, running or not; changes nothing. */
export async function inspectFromBeside(
  config: Config,
  { now = () => new Date(), versionUrl = null }: BesideOptions = {},
): Promise<SystemFacts> {
  const migrations = migrationNames(config);
  const { keys, problem } = readKeys(config);
  const machine = await inspectMachine(config, readProduct(), {
    observer: "command",
    encryptionKeys: keys?.length ?? null,
    secretsProblem: problem,
    sawUntrustedProxy: false,
    unreadableHop: null,
    migrations,
    jobs: [],
  });
  const newest = keys?.[0];
  const question = {
    provider: config.database.provider,
    now,
    keyCheck: newest === undefined ? null : keyCheckOf(newest),
    highWaterMarkOf: createHighWaterMarks(config.dataDirectory).read,
    migrations,
    looksForUnusualAddresses: true,
  };
  const silent = { info: () => undefined, warn: () => undefined };
  const siteRules = createSiteRules({
    settings: config.siteRules,
    dataDirectory: config.dataDirectory,
    log: silent,
    now,
  }).status();
  const [certificate, newestVersion] = await Promise.all([
    config.publicOrigin.startsWith("https:") ? inspectCertificate(config.publicOrigin) : null,
    versionUrl === null ? null : findNewestVersion(versionUrl),
  ]);
  return {
    now: now(),
    machine,
    certificate,
    newestVersion,
    database: await readFromBeside(config, question),
    siteRules,
    mailTransport: config.mail.transport,
    signUp: config.signUp,
  };
}

async function readFromBeside(
  { database: location }: Config,
  question: Omit<StateQuestion, "pool">,
): Promise<DatabaseState> {
  if (location.provider === "sqlite" && !existsSync(location.file)) return { state: "missing" };
  try {
    // On SQLite a reader needs no lock except the file's own, so a running server isn't disturbed.
    const database = await connectDatabase(location, { access: "read", limits: { connectionsMax: 1 } });
    try {
      return await readDatabaseState(database.longReader, { ...question, pool: database.pool });
    } finally {
      await database.close();
    }
  } catch (error) {
    return unreachable(error);
  }
}

function readKeys(config: Config): { keys: readonly string[] | null; problem: string | null } {
  try {
    return { keys: readSecrets(config)?.ENCRYPTION_KEY ?? null, problem: null };
  } catch (error) {
    if (!isStartupError(error)) throw error;
    return { keys: null, problem: error.message };
  }
}

function migrationNames({ database }: Config): string[] {
  return readMigrations(resolve("prisma", database.provider, "migrations")).map(({ name }) => name);
}
