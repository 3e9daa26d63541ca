import type { EffectiveSetting } from "./effective-setting";

/** What is done every hour or from time to time, as far as this process has done it. */
export type JobRecord = {
  name: JobName;
  startedAt: Date | null;
  durationMs: number | null;
  /** A sentence where the last run failed. */
  problem: string | null;
};

export const jobNames = [
  "remove-expired",
  "index-users",
  "seal-audit-log",
  "verify-audit-log",
  "blank-audit-log",
  "refresh-site-rules",
  "deliver-mail",
] as const;
export type JobName = (typeof jobNames)[number];

/** What can be seen of process, machine and settings without asking the database. */
export type MachineFacts = {
  /** The server itself, or a command that looks at it from beside. */
  observer: "server" | "command";
  version: string;
  commit: string | null;
  nodeVersion: string;
  nodeMinimum: string;
  nodeEnvironment: string | null;
  development: boolean;
  processId: number;
  startedAt: Date;
  memoryBytes: number;
  heapBytes: number;
  host: string;
  publicOrigin: string;
  /** A request came from a machine nearby with X-Forwarded-For, and no proxy is trusted. */
  sawUntrustedProxy: boolean;
  mail: { server: string | null; from: string | null; encryption: "tls" | "starttls" | "none" | null };
  settings: readonly EffectiveSetting[];
  /** How many generations ENCRYPTION_KEY lists; null where the secrets can't be had, and why. */
  encryptionKeys: number | null;
  secretsProblem: string | null;
  /** Files that hold secrets or people's data, with their permission bits; none where the system has no such bits. */
  files: readonly { path: string; mode: number }[];
  /** Of the disk that the data is on. */
  disk: { folder: string; freeBytes: number; totalBytes: number } | null;
  passwordHash: "bcrypt" | "argon2id";
  bcryptEngine: "native" | "javascript" | null;
  database: { provider: "sqlite" | "postgresql"; location: string };
  /** The migrations that this version brings. */
  migrations: readonly string[];
  jobs: readonly JobRecord[];
};

export type MailCounts = { queued: number; sending: number; sent: number; dead: number; held: number };

export type DatabaseFacts = {
  sizeBytes: number | null;
  /** In the order of their names, which is that of time. */
  appliedMigrations: readonly { name: string; appliedAt: Date | null }[];
  /** How far the database's clock is ahead of ours; null where both are one. */
  clockAheadMs: number | null;
  /** What is stored was sealed with the newest key, or sealed anew with it. */
  isSealedWithNewestKey: boolean | null;
  /** What the last check of the audit log found wrong, in a sentence. */
  auditLogFault: string | null;
  administrators: { active: number; withTwoFactor: number };
  mail: {
    counts: MailCounts;
    oldestWaitingAt: Date | null;
    lastFailure: { mailId: string; at: Date; reason: string } | null;
    givenUpLastWeek: number;
  };
};

export type DatabaseState =
  | { state: "ok"; facts: DatabaseFacts }
  /** Some of the migrations are missing or unknown, so that its rows can't be read. */
  | { state: "other-version"; appliedMigrations: DatabaseFacts["appliedMigrations"] }
  | { state: "missing" }
  | { state: "unreachable"; problem: string };

export type SiteRulesFacts = {
  source: "auto" | "file" | "off";
  updatedAt: Date | null;
  checkedAt: Date | null;
  problem: string | null;
};

export type SystemFacts = {
  now: Date;
  machine: MachineFacts;
  database: DatabaseState;
  siteRules: SiteRulesFacts;
  mailTransport: "outbox" | "smtp" | "resend";
  signUp: string;
};
