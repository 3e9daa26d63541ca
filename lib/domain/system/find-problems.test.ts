import { describe, expect, test } from "vitest";
import { findProblems } from "./find-problems";
import { isLoopback } from "./is-loopback";
import type { DatabaseFacts, MachineFacts, SiteRulesFacts, SystemFacts } from "./system-facts";

const now = new Date("2026-11-21T12:00:00Z");
const ago = ({ days = 0, minutes = 0 }): Date => new Date(now.getTime() - (days * 24 * 60 + minutes) * 60 * 1000);

const soundMachine: MachineFacts = {
  observer: "server",
  version: "0.1.0",
  commit: null,
  nodeVersion: "24.4.0",
  nodeMinimum: "20.20.0",
  nodeEnvironment: "production",
  development: false,
  processId: 1,
  processName: "web-1 (1)",
  startedAt: now,
  memoryBytes: 1,
  heapBytes: 1,
  host: "127.0.0.1",
  publicOrigin: "https://passwords.example.com",
  sawUntrustedProxy: false,
  unreadableHop: null,
  mail: { server: "smtp.example.com", from: "latchkey@example.com", encryption: "starttls" },
  settings: [],
  encryptionKeys: 1,
  secretsProblem: null,
  files: [{ path: "/srv/data/secrets.json", mode: 0o600 }],
  disk: { folder: "/srv/data", freeBytes: 10 * 1024 ** 3, totalBytes: 20 * 1024 ** 3 },
  passwordHash: "bcrypt",
  bcryptEngine: "native",
  database: { provider: "sqlite", location: "/srv/data/latchkey.db" },
  migrations: ["1_first", "2_second"],
  backups: { everyMs: null, directory: "/data/backups" },
  jobs: [],
};

const soundDatabase: DatabaseFacts = {
  sizeBytes: 1,
  appliedMigrations: [
    { name: "1_first", appliedAt: now },
    { name: "2_second", appliedAt: now },
  ],
  clockAheadMs: null,
  connections: { perProcess: 9, allowed: 97, left: 88 },
  isSealedWithNewestKey: true,
  rolledBackAt: null,
  isOlderThanSeen: false,
  search: { findsParts: true, unindexed: 0 },
  logInAlarmAt: null,
  backups: { isRunning: false, lastGood: null, lastFailure: null },
  jobs: [],
  auditLogFault: null,
  administrators: { active: 2, withTwoFactor: 2 },
  unusualAddresses: [],
  mail: {
    counts: { queued: 0, sending: 0, sent: 0, dead: 0, held: 0 },
    oldestWaitingAt: null,
    lastFailure: null,
    givenUpLastWeek: 0,
  },
};

const soundRules: SiteRulesFacts = {
  source: "auto",
  skippedEntries: [],
  unknownWords: [],
  updatedAt: ago({ days: 5 }),
  checkedAt: ago({ days: 5 }),
  problem: null,
};

type Changes = {
  machine?: Partial<MachineFacts>;
  database?: Partial<DatabaseFacts>;
  mail?: Partial<DatabaseFacts["mail"]>;
  siteRules?: Partial<SiteRulesFacts>;
} & Partial<Pick<SystemFacts, "mailTransport" | "signUp" | "certificate" | "newestVersion">>;

function factsWith({ machine, database, mail, siteRules, ...rest }: Changes): SystemFacts {
  return {
    now,
    machine: { ...soundMachine, ...machine },
    database: { state: "ok", facts: { ...soundDatabase, ...database, mail: { ...soundDatabase.mail, ...mail } } },
    siteRules: { ...soundRules, ...siteRules },
    certificate: { host: "passwords.example.com", state: "read", validTo: ago({ days: -14 }), distrust: null },
    newestVersion: { url: "https://example.org/newest", version: "0.1.0", reason: null },
    mailTransport: "smtp",
    signUp: "open",
    ...rest,
  };
}

const certificateUntil = (validTo: Date, distrust: string | null = null) =>
  ({ host: "localhost", state: "read", validTo, distrust }) as const;

const ranBy = (processes: number) =>
  Array.from({ length: processes }, (_, index) => ({
    name: "remove-expired" as const,
    startedAt: ago({ minutes: 60 }),
    durationMs: 1,
    problem: null,
    process: `web-${index} (1)`,
  }));

const daily: Changes["machine"] = { backups: { everyMs: 24 * 60 * 60 * 1000, directory: "/data/backups" } };
const backedUp = (
  age: { days: number },
  lastFailure: DatabaseFacts["backups"]["lastFailure"] = null,
): Changes["database"] => ({
  backups: {
    isRunning: false,
    lastGood: { at: ago(age), file: "latchkey-auto.tar.gz", bytes: 1, isEncrypted: false },
    lastFailure,
  },
});

const toldOf = (changes: Changes): string[] =>
  findProblems(factsWith(changes)).map(({ severity, code }) => `${severity} ${code}`);

describe("findings of a server", () => {
  test("a healthy server has none", () => {
    expect(findProblems(factsWith({}))).toEqual([]);
  });

  test("a backup within two intervals is good, and without a schedule none is missed", () => {
    expect(toldOf({ machine: daily, database: backedUp({ days: 1 }) })).toEqual([]);
    expect(toldOf({ database: backedUp({ days: 300 }) })).toEqual([]);
  });

  test.each<[string, Changes]>([
    ["note certificate_unread", { certificate: { host: "localhost", state: "unread", reason: "ECONNREFUSED" } }],
    ["problem certificate_expired", { certificate: certificateUntil(now) }],
    ["warning certificate_expires", { certificate: certificateUntil(ago({ days: -13 })) }],
    ["warning certificate_untrusted", { certificate: certificateUntil(ago({ days: -99 }), "CERT_UNTRUSTED") }],
    ["warning version_old", { newestVersion: { url: "", version: "0.1.1", reason: null } }],
    ["note newest_version_unknown", { newestVersion: { url: "", version: null, reason: "ECONNREFUSED" } }],
    ["warning pool_too_large", { database: { connections: { perProcess: 98, allowed: 97, left: 90 } } }],
    [
      "warning pool_too_large",
      { database: { connections: { perProcess: 40, allowed: 97, left: 90 }, jobs: ranBy(3) } },
    ],
    ["warning connections_short", { database: { connections: { perProcess: 9, allowed: 97, left: 8 } } }],
    ["problem sign_up_without_mail", { mailTransport: "outbox", signUp: "verify" }],
    ["problem sign_up_without_mail", { mailTransport: "outbox", signUp: "invite" }],
    ["warning no_mail", { mailTransport: "outbox", signUp: "open" }],
    [
      "warning mail_unencrypted",
      { machine: { mail: { server: "smtp.example.com", from: "a@b.example", encryption: "none" } } },
    ],
    ["warning backup_missing", { machine: daily }],
    [
      "warning backup_failed",
      { machine: daily, database: backedUp({ days: 1 }, { at: ago({ days: 0 }), problem: "The disk is full." }) },
    ],
    ["warning backup_old", { machine: daily, database: backedUp({ days: 3 }) }],
    ["warning mail_given_up", { mail: { givenUpLastWeek: 1 } }],
    ["warning mail_waits", { mail: { oldestWaitingAt: ago({ minutes: 61 }) } }],
    [
      "problem development_in_public",
      { machine: { development: true, host: "0.0.0.0", nodeEnvironment: "development" } },
    ],
    ["warning not_production", { machine: { nodeEnvironment: null } }],
    ["warning public_address_is_local", { machine: { host: "::", publicOrigin: "http://localhost:3000" } }],
    ["warning plain_http", { machine: { publicOrigin: "http://passwords.example.com" } }],
    ["warning proxy_not_trusted", { machine: { sawUntrustedProxy: true } }],
    ["warning proxy_address_unreadable", { machine: { unreadableHop: "X-Forwarded-For: unknown" } }],
    ["problem secrets_unusable", { machine: { secretsProblem: "They are gone.", encryptionKeys: null } }],
    ["warning file_open_to_others", { machine: { files: [{ path: "/srv/data/secrets.json", mode: 0o640 }] } }],
    ["warning file_open_to_others", { machine: { files: [{ path: "/srv/data/latchkey.db", mode: 0o604 }] } }],
    ["warning reseal_needed", { machine: { encryptionKeys: 2 }, database: { isSealedWithNewestKey: false } }],
    ["note old_key_listed", { machine: { encryptionKeys: 2 } }],
    [
      "problem database_newer",
      { database: { appliedMigrations: [...soundDatabase.appliedMigrations, { name: "3_third", appliedAt: now }] } },
    ],
    ["warning database_older", { machine: { migrations: ["1_first", "2_second", "3_third"] } }],
    ["warning clocks_differ", { database: { clockAheadMs: -5001 } }],
    ["warning no_administrator", { database: { administrators: { active: 0, withTwoFactor: 0 } } }],
    ["warning no_administrator_with_two_factor", { database: { administrators: { active: 3, withTwoFactor: 0 } } }],
    ["warning unusual_addresses", { database: { unusualAddresses: ["ada@example.org."] } }],
    ["note search_by_starts", { database: { search: { findsParts: false, unindexed: 0 } } }],
    ["note users_not_searchable", { database: { search: { findsParts: true, unindexed: 1 } } }],
    ["note only_one_administrator", { database: { administrators: { active: 1, withTwoFactor: 1 } } }],
    [
      "warning disk_nearly_full",
      { machine: { disk: { folder: "/srv", freeBytes: 1024 ** 3 - 1, totalBytes: 2 * 1024 ** 3 } } },
    ],
    [
      "warning disk_nearly_full",
      { machine: { disk: { folder: "/srv", freeBytes: 4 * 1024 ** 3, totalBytes: 100 * 1024 ** 3 } } },
    ],
    [
      "problem disk_nearly_full",
      { machine: { disk: { folder: "/srv", freeBytes: 100 * 1024 ** 2 - 1, totalBytes: 1024 ** 4 } } },
    ],
    ["problem node_too_old", { machine: { nodeVersion: "20.19.9" } }],
    ["warning node_without_fixes", { machine: { nodeVersion: "20.20.2" } }],
    ["note bcrypt_in_javascript", { machine: { bcryptEngine: "javascript" } }],
    ["note site_rules_missing", { siteRules: { updatedAt: null, checkedAt: null } }],
    [
      "warning site_rules_missing",
      { siteRules: { updatedAt: null, checkedAt: null, problem: "The site rules lists can't be fetched." } },
    ],
    ["warning site_rules_entries_skipped", { siteRules: { skippedEntries: ["new.example"] } }],
    ["note site_rules_words_unknown", { siteRules: { unknownWords: ["max-distinct"] } }],
    ["warning site_rules_old", { siteRules: { checkedAt: ago({ days: 22 }) } }],
    [
      "warning site_rules_unreadable",
      { siteRules: { source: "file", problem: "There is no password-rules.json where SITE_RULES says." } },
    ],
    ["warning database_rolled_back", { database: { rolledBackAt: ago({ days: 30 }) } }],
    ["warning database_rolled_back", { database: { isOlderThanSeen: true, rolledBackAt: ago({ days: 40 }) } }],
    ["warning many_failed_log_ins", { database: { logInAlarmAt: ago({ days: 1 }) } }],
    ["problem audit_log_broken", { database: { auditLogFault: "Event 7 was changed." } }],
    [
      "warning job_failed",
      { machine: { jobs: [{ name: "remove-expired", startedAt: now, durationMs: 3, problem: "See the log." }] } },
    ],
    [
      "warning job_failed",
      {
        database: {
          jobs: [
            { name: "seal-audit-log", startedAt: now, durationMs: 3, problem: "See the log.", process: "web-2 (7)" },
          ],
        },
      },
    ],
  ])("%s, and nothing else", (finding, changes) => {
    expect(toldOf(changes)).toEqual([finding]);
  });

  test.each<[string, Changes]>([
    [
      "a mail server on this machine needs no encryption",
      { machine: { mail: { server: "127.0.0.1", from: "a@b.example", encryption: "none" } } },
    ],
    [
      "mail that failed only recently isn't a finding",
      { mail: { oldestWaitingAt: ago({ minutes: 60 }), lastFailure: { mailId: "1", at: now, reason: "Busy." } } },
    ],
    ["plain http is enough on this machine", { machine: { publicOrigin: "http://localhost:3000" } }],
    ["listening everywhere is fine with a public address", { machine: { host: "0.0.0.0" } }],
    ["development on loopback isn't a finding", { machine: { development: true, nodeEnvironment: "development" } }],
    ["a command has no NODE_ENV", { machine: { observer: "command", nodeEnvironment: null } }],
    ["a clock difference of five seconds isn't a finding", { database: { clockAheadMs: 5000 } }],
    ["a disk of unknown size isn't a full one", { machine: { disk: null } }],
    [
      "1 GiB free is enough on a small disk",
      { machine: { disk: { folder: "/srv", freeBytes: 1024 ** 3, totalBytes: 2 * 1024 ** 3 } } },
    ],
    [
      "20 GiB free are enough on a large disk",
      { machine: { disk: { folder: "/srv", freeBytes: 20 * 1024 ** 3, totalBytes: 1024 ** 4 } } },
    ],
    ["argon2id needs no bcrypt", { machine: { passwordHash: "argon2id", bcryptEngine: "javascript" } }],
    [
      "lists that are three weeks old are recent enough",
      { siteRules: { checkedAt: ago({ days: 21 }), problem: "The site rules lists can't be fetched." } },
    ],
    [
      "the age of lists that are off isn't a finding",
      { siteRules: { source: "off", updatedAt: null, checkedAt: null } },
    ],
    ["the age of your own list isn't a finding", { siteRules: { source: "file", checkedAt: ago({ days: 400 }) } }],
    ["a Node version without a known schedule isn't a finding", { machine: { nodeVersion: "26.0.0" } }],
    [
      "an obstacle of the mail worker is reported by the waiting mail",
      { machine: { jobs: [{ name: "deliver-mail", startedAt: now, durationMs: 3, problem: "Refused." }] } },
    ],
  ])("%s", (_, changes) => {
    expect(toldOf(changes)).toEqual([]);
  });

  test("unreadable facts are reported, and nothing is derived from them", () => {
    const facts = factsWith({ machine: { encryptionKeys: 2 } });
    const codes = (database: SystemFacts["database"]): string[] =>
      findProblems({ ...facts, database }).map(({ severity, code }) => `${severity} ${code}`);
    expect(codes({ state: "unreachable", problem: "connection refused." })).toEqual(["problem database_unreachable"]);
    expect(codes({ state: "missing" })).toEqual(["note database_missing"]);
    expect(codes({ state: "other-version", appliedMigrations: [{ name: "9_later", appliedAt: now }] })).toEqual([
      "problem database_newer",
    ]);
    expect(codes({ state: "other-version", appliedMigrations: [{ name: "1_first", appliedAt: now }] })).toEqual([
      "warning database_older",
    ]);
  });

  test("each says what is wrong and what to do, with names and numbers", () => {
    const reason = "The mail server refused the sender.";
    const told = findProblems(
      factsWith({
        machine: {
          files: [{ path: "/srv/data/secrets.json", mode: 0o644 }],
          migrations: ["1_first", "2_second", "3_third"],
        },
        mail: { givenUpLastWeek: 2, lastFailure: { mailId: "1", at: now, reason } },
        database: { clockAheadMs: 61_400 },
      }),
    );
    expect(told).toEqual([
      {
        severity: "warning",
        code: "database_older",
        message: "The database lacks 1 of this version's migrations, starting with 3_third.",
        advice: "Make a backup and start the server again, which applies them.",
      },
      {
        severity: "warning",
        code: "clocks_differ",
        message: "The database's clock is 61 seconds ahead of the server's.",
        advice: "Synchronise the clocks of both machines (NTP).",
      },
      {
        severity: "warning",
        code: "file_open_to_others",
        message: "/srv/data/secrets.json has the mode 0644, so other users of this machine can access it.",
        advice: "chmod 600 /srv/data/secrets.json",
      },
      {
        severity: "warning",
        code: "mail_given_up",
        message: `2 mails failed for good in the last week. The last one failed with: ${reason}`,
        advice:
          "See Administration, Mail. Links and codes in these mails were deleted, so users have to request them again.",
      },
    ]);
  });

  test("the most severe comes first", () => {
    const facts = factsWith({
      signUp: "verify",
      mailTransport: "outbox",
      database: { administrators: { active: 1, withTwoFactor: 0 } },
    });
    expect(findProblems(facts).map(({ severity }) => severity)).toEqual(["problem", "warning", "note"]);
  });
});

test.each(["localhost", "LOCALHOST", "app.localhost", "127.0.0.1", "127.8.0.1", "::1", "[::1]", "::ffff:127.0.0.1"])(
  "%s is loopback",
  (host) => {
    expect(isLoopback(host)).toBe(true);
  },
);

test.each([
  "0.0.0.0",
  "::",
  "localhost.example.com",
  "127.0.0.1.example.com",
  "1127.0.0.1",
  "example.com",
  "10.0.0.1",
  "",
])("%s is not loopback", (host) => {
  expect(isLoopback(host)).toBe(false);
});
