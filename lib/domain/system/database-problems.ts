import type { Finding } from "./finding";
import type { DatabaseFacts, SystemFacts } from "./system-facts";
import { formatTime } from "../mail/format-time";

const MIB = 1024 * 1024;
const DISK_FULL_BYTES = 100 * MIB;
const GIB = 1024 * MIB;
// The larger of both: a share, because a large disk fills faster, and at most so much, because it would never end.
const DISK_LOW_BYTES = GIB;
const DISK_LOW_SHARE = 0.05;
const DISK_LOW_MOST_BYTES = 20 * GIB;
const PROCESSES_SEEN_MS = 3 * 60 * 60 * 1000;
// One of the two clocks is wrong then, and authenticator codes are valid for 30 seconds.
const CLOCKS_DIFFER_MS = 5 * 1000;
const LOG_IN_ALARM_SHOWN_MS = 24 * 60 * 60 * 1000;
const ROLLBACK_SHOWN_MS = 30 * 24 * 60 * 60 * 1000;

export function findDatabaseProblems({ now, machine, database }: SystemFacts): Finding[] {
  const findings: Finding[] = [];
  switch (database.state) {
    case "unreachable":
      findings.push({
        severity: "problem",
        code: "database_unreachable",
        message: `The database can't be read: ${database.problem}`,
        advice:
          machine.database.provider === "sqlite"
            ? "Check the file and its permissions."
            : "Check that PostgreSQL runs, and that DATABASE_URL is right.",
      });
      break;
    case "missing":
      findings.push({
        severity: "note",
        code: "database_missing",
        message: `There is no database at ${machine.database.location} yet.`,
        advice: "The first start creates it.",
      });
      break;
    case "other-version":
      findings.push(...findMigrationProblems(machine.migrations, database.appliedMigrations));
      break;
    case "ok":
      findings.push(
        ...findMigrationProblems(machine.migrations, database.facts.appliedMigrations),
        ...findClockProblems(database.facts),
        ...findConnectionProblems(database.facts, now),
        ...findPeopleProblems(database.facts),
        ...findAddressProblems(database.facts),
        ...findSearchProblems(database.facts),
        ...findAuditLogProblems(database.facts),
        ...findRollbackProblems(database.facts, now),
        ...findLogInProblems(database.facts, now),
      );
  }
  return [...findings, ...findDiskProblems(machine.disk)];
}

function findMigrationProblems(brought: readonly string[], applied: DatabaseFacts["appliedMigrations"]): Finding[] {
  const names = applied.map(({ name }) => name);
  const unknown = names.filter((name) => !brought.includes(name));
  const lacking = brought.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    const message = `The database was migrated by a newer version: it has the migration ${unknown.at(-1)}.`;
    return [
      {
        severity: "problem",
        code: "database_newer",
        message,
        advice: "Start that version, or restore a backup from before the update.",
      },
    ];
  }
  if (lacking.length === 0) return [];
  const message = `The database lacks ${lacking.length} of this version's migrations, starting with ${lacking[0]}.`;
  return [
    {
      severity: "warning",
      code: "database_older",
      message,
      advice: "Make a backup and start the server again, which applies them.",
    },
  ];
}

function findClockProblems({ clockAheadMs }: DatabaseFacts): Finding[] {
  if (clockAheadMs === null || Math.abs(clockAheadMs) <= CLOCKS_DIFFER_MS) return [];
  const message = `The database's clock is ${Math.round(Math.abs(clockAheadMs) / 1000)} seconds ${clockAheadMs > 0 ? "ahead of" : "behind"} the server's.`;
  return [
    {
      severity: "warning",
      code: "clocks_differ",
      message,
      advice: "Synchronise the clocks of both machines (NTP).",
    },
  ];
}

function findConnectionProblems({ connections, jobs }: DatabaseFacts, now: Date): Finding[] {
  if (connections === null) return [];
  const { perProcess, allowed, left } = connections;
  const advice =
    "Lower DATABASE_POOL_MAX, let PostgreSQL have more (max_connections, or a limit of the user or database), or use a pooler.";
  const isRecent = (at: Date | null): boolean => at !== null && now.getTime() - at.getTime() < PROCESSES_SEEN_MS;
  const processes = new Set(jobs.filter(({ startedAt }) => isRecent(startedAt)).map(({ process }) => process)).size;
  const needed = Math.max(1, processes) * perProcess;
  if (needed > allowed) {
    const by =
      processes > 1
        ? `The ${processes} processes that ran jobs lately may open ${needed}`
        : `A process may open ${perProcess}`;
    const message = `${by} connections, and PostgreSQL allows ${allowed}.`;
    return [{ severity: "warning", code: "pool_too_large", message, advice }];
  }
  if (left >= perProcess) return [];
  const message = `PostgreSQL has ${Math.max(0, left)} of ${allowed} connections left, and a further process may open ${perProcess}.`;
  return [{ severity: "warning", code: "connections_short", message, advice }];
}

function findSearchProblems({ search: { findsParts, unindexed } }: DatabaseFacts): Finding[] {
  const findings: Finding[] = [];
  if (!findsParts) {
    findings.push({
      severity: "note",
      code: "search_by_starts",
      message: "Searches find only the starts of words, because PostgreSQL's extension pg_trgm is missing.",
      advice: "Run CREATE EXTENSION pg_trgm in the database as its owner or a superuser, and start the server again.",
    });
  }
  if (unindexed > 0) {
    findings.push({
      severity: "note",
      code: "users_not_searchable",
      message: unindexed === 1 ? "A search can't find 1 user yet." : `A search can't find ${unindexed} users yet.`,
      advice: "The server prepares them after its start and every hour.",
    });
  }
  return findings;
}

function findAuditLogProblems({ auditLogFault }: DatabaseFacts): Finding[] {
  if (auditLogFault === null) return [];
  const advice =
    "Compare it with a backup, and find out who can write to the database. npm run audit:verify checks it again.";
  return [
    {
      severity: "problem",
      code: "audit_log_broken",
      message: `The audit log was changed after it was sealed. ${auditLogFault}`,
      advice,
    },
  ];
}

function findRollbackProblems({ rolledBackAt, isOlderThanSeen }: DatabaseFacts, now: Date): Finding[] {
  const code = "database_rolled_back";
  if (isOlderThanSeen) {
    return [
      {
        severity: "warning",
        code,
        message: "The database is older than when this server last used it: a backup was restored.",
        advice:
          "The next start ends all sessions. Links, invitations and recovery codes then stop working, because they may have been used since the backup.",
      },
    ];
  }
  if (rolledBackAt === null || now.getTime() - rolledBackAt.getTime() > ROLLBACK_SHOWN_MS) return [];
  const at = formatTime(rolledBackAt);
  return [
    {
      severity: "warning",
      code,
      message: `On ${at}, this server found an older database: a backup was restored. All sessions were ended. Earlier links, invitations and recovery codes no longer work.`,
      advice:
        "Passwords, roles, statuses and authenticator apps are those of the backup. Repeat the changes that were made since then, and ask users with two-factor authentication to create new recovery codes.",
    },
  ];
}

function findLogInProblems({ logInAlarmAt }: DatabaseFacts, now: Date): Finding[] {
  if (logInAlarmAt === null || now.getTime() - logInAlarmAt.getTime() > LOG_IN_ALARM_SHOWN_MS) return [];
  return [
    {
      severity: "warning",
      code: "many_failed_log_ins",
      message: `Many log-ins failed in the hour before ${formatTime(logInAlarmAt)}. Attackers may be trying passwords.`,
      advice:
        "Look for failed log-ins in the audit log. REQUIRE_2FA=all requires two-factor authentication for every account. BREACH_CHECK=block refuses passwords from known breaches.",
    },
  ];
}

function findPeopleProblems({ administrators: { active, withTwoFactor } }: DatabaseFacts): Finding[] {
  if (active === 0) {
    const advice = "Start the server and open the link that it prints, or run npm run user -- make-admin IDENTIFIER.";
    return [{ severity: "warning", code: "no_administrator", message: "There is no administrator.", advice }];
  }
  const findings: Finding[] = [];
  if (withTwoFactor === 0) {
    const message =
      active === 1
        ? "The administrator has no two-factor authentication."
        : `None of the ${active} administrators has two-factor authentication.`;
    findings.push({
      severity: "warning",
      code: "no_administrator_with_two_factor",
      message,
      advice: "Set it up at /account/security. REQUIRE_2FA=admin requires it for every administrator.",
    });
  }
  if (active === 1) {
    const advice = "Create a second one, so that one lost password can't lock you out.";
    findings.push({
      severity: "note",
      code: "only_one_administrator",
      message: "There is only one administrator.",
      advice,
    });
  }
  return findings;
}

function findAddressProblems({ unusualAddresses }: DatabaseFacts): Finding[] {
  if (unusualAddresses === null || unusualAddresses.length === 0) return [];
  const message = `The owners of these addresses can't log in with them, because they aren't stored in the canonical form: ${unusualAddresses.join(", ")}.`;
  const advice =
    "Give these users another address on the page of users. If another user already has the canonical address, decide which account stays.";
  return [{ severity: "warning", code: "unusual_addresses", message, advice }];
}

function findDiskProblems(disk: SystemFacts["machine"]["disk"]): Finding[] {
  if (disk === null) return [];
  const lowBytes = Math.max(DISK_LOW_BYTES, Math.min(DISK_LOW_MOST_BYTES, disk.totalBytes * DISK_LOW_SHARE));
  if (disk.freeBytes >= lowBytes) return [];
  const percent = Math.floor((disk.freeBytes / disk.totalBytes) * 100);
  const message = `The disk of ${disk.folder} has ${Math.floor(disk.freeBytes / MIB)} MiB left (${percent} %).`;
  return [
    {
      severity: disk.freeBytes < DISK_FULL_BYTES ? "problem" : "warning",
      code: "disk_nearly_full",
      message,
      advice: "Free some space: a full disk stops every log-in and every change.",
    },
  ];
}
