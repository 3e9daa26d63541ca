import type { EffectiveSetting } from "./effective-setting";

/** The recurring jobs of this process, and their last run. */
export type JobRecord = {
  name: JobName;
  startedAt: Date | null;
  durationMs: number | null;
  /** Why the last run failed, as a sentence; null after a success. */
  problem: string | null;
};

/** The last run of a job that only one process at a time runs, whichever one it was. */
export type SharedJobRecord = JobRecord & {
  /** The host and process id that ran it. */
  process: string | null;
};

export const jobNames = [
  "learn-hash-costs",
  "remove-expired",
  "index-users",
  "seal-audit-log",
  "verify-audit-log",
  "blank-audit-log",
  "archive-audit-log",
  "back-up",
  "refresh-site-rules",
  "deliver-mail",
  "detect-rollback",
] as const;
export type JobName = (typeof jobNames)[number];

/** The server's own backups, as the database records them. */
export type BackupFacts = {
  isRunning: boolean;
  lastGood: { at: Date; file: string; bytes: number; isEncrypted: boolean } | null;
  /** Null when a later run had no problem. */
  lastFailure: { at: Date; problem: string } | null;
};

/** Facts about the process, the machine and the settings that need no database. */
export type MachineFacts = {
  /** The server itself, or a command that runs beside it. */
  observer: "server" | "command";
  version: string;
  commit: string | null;
  nodeVersion: string;
  nodeMinimum: string;
  nodeEnvironment: string | null;
  development: boolean;
  processId: number;
  /** Host and process id, as job records have them. */
  processName: string;
  startedAt: Date;
  memoryBytes: number;
  heapBytes: number;
  host: string;
  publicOrigin: string;
  /** A request from a private network had X-Forwarded-For or Forwarded, and no proxy is trusted. */
  sawUntrustedProxy: boolean;
  /** The first header of a trusted proxy that names no client address, and its text. */
  unreadableHop: string | null;
  mail: { server: string | null; from: string | null; encryption: "tls" | "starttls" | "none" | null };
  settings: readonly EffectiveSetting[];
  backups: { everyMs: number | null; directory: string };
  /** The number of keys in ENCRYPTION_KEY; null when the secrets can't be read. */
  encryptionKeys: number | null;
  secretsProblem: string | null;
  /** Files with secrets or personal data, and their permission bits; empty where the system has no such bits. */
  files: readonly { path: string; mode: number }[];
  /** The disk that holds the data. */
  disk: { folder: string; freeBytes: number; totalBytes: number } | null;
  passwordHash: "bcrypt" | "argon2id";
  bcryptEngine: "native" | "javascript" | null;
  database: { provider: "sqlite" | "postgresql"; location: string };
  /** The migrations of this version. */
  migrations: readonly string[];
  jobs: readonly JobRecord[];
};

export type MailCounts = { queued: number; sending: number; sent: number; dead: number; held: number };

export type DatabaseFacts = {
  sizeBytes: number | null;
  /** In name order, which is time order. */
  appliedMigrations: readonly { name: string; appliedAt: Date | null }[];
  /** How far the database's clock is ahead of this machine's; null when they are the same clock. */
  clockAheadMs: number | null;
  /** Null on SQLite and behind a pooler. */
  connections: {
    /** How many a process opens at most. */
    perProcess: number;
    /** How many PostgreSQL allows this user to this database. */
    allowed: number;
    /** How many of them are free now. */
    left: number;
  } | null;
  /** Whether all sealed values use the newest key. */
  isSealedWithNewestKey: boolean | null;
  /** When a node last found that an older database was restored. */
  rolledBackAt: Date | null;
  /** Whether it is older than this node has seen it; the next start or check ends what that made valid again. */
  isOlderThanSeen: boolean;
  search: {
    /** False on a PostgreSQL without pg_trgm: searches find only starts of words. */
    findsParts: boolean;
    /** Users whom a search can't find yet. */
    unindexed: number;
  };
  /** When many failed log-ins last raised an alarm. */
  logInAlarmAt: Date | null;
  jobs: readonly SharedJobRecord[];
  backups: BackupFacts;
  /** The fault that the last check of the audit log found, as a sentence. */
  auditLogFault: string | null;
  administrators: { active: number; withTwoFactor: number };
  /** At most 20 addresses that aren't stored in the canonical form. Null in the server, because the search reads all users. */
  unusualAddresses: readonly string[] | null;
  mail: {
    counts: MailCounts;
    oldestWaitingAt: Date | null;
    lastFailure: { mailId: string; at: Date; reason: string } | null;
    givenUpLastWeek: number;
  };
};

export type DatabaseState =
  | { state: "ok"; facts: DatabaseFacts }
  /** Some migrations are missing or unknown, so the rows can't be read. */
  | { state: "other-version"; appliedMigrations: DatabaseFacts["appliedMigrations"] }
  | { state: "missing" }
  | { state: "unreachable"; problem: string };

export type SiteRulesFacts = {
  source: "auto" | "file" | "off";
  /** Names of the lists' entries that can't be read. */
  skippedEntries: readonly string[];
  /** Words in the lists' rules that this version doesn't know. */
  unknownWords: readonly string[];
  updatedAt: Date | null;
  checkedAt: Date | null;
  problem: string | null;
};

/** The certificate of the public address. */
export type CertificateFacts = { host: string } & (
  | {
      state: "read";
      validTo: Date;
      /** Why this machine doesn't trust it, as a code of OpenSSL or Node. */
      distrust: string | null;
    }
  | { state: "unread"; reason: string }
);

/** The newest version that an address names. */
export type NewestVersionFacts = { url: string } & (
  | { version: string; reason: null }
  | { version: null; reason: string }
);

export type SystemFacts = {
  now: Date;
  machine: MachineFacts;
  /** Null in the server, and for a public address without HTTPS. */
  certificate: CertificateFacts | null;
  /** Null unless it was asked for. */
  newestVersion: NewestVersionFacts | null;
  database: DatabaseState;
  siteRules: SiteRulesFacts;
  mailTransport: "outbox" | "smtp" | "resend";
  signUp: string;
};
