import { findProblems } from "@/lib/domain/system/find-problems";
import { lastJobRuns } from "@/lib/domain/system/last-job-runs";
import type { DatabaseFacts, DatabaseState, SystemFacts } from "@/lib/domain/system/system-facts";
import { isAppError } from "@/lib/errors";
import type { System } from "@/lib/schemas/system";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { probeDatabase } from "../health/shared/probe-database";

/** The server's state for its operator, without any part of a secret. */
export async function readSystem(
  context: Context<"writing" | "random" | "site-rules" | "system" | "probing">,
): Promise<System> {
  authorize(context, "system:read");
  const [facts, health] = await Promise.all([context.system.facts(), checkHealth(context)]);
  return {
    checked_at: facts.now.toISOString(),
    findings: findProblems(facts),
    health,
    product: productView(facts),
    database: databaseView(facts),
    mail: mailView(facts),
    jobs: jobsView(facts),
    backups: backupsView(facts),
    site_rules: siteRulesView(context),
    settings: facts.machine.settings.map((setting) => ({ ...setting })),
  };
}

async function checkHealth(context: Context<"writing" | "random" | "probing">): Promise<System["health"]> {
  try {
    return { database: await probeDatabase(context), problem: null };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { database: "failing", problem: error.message };
  }
}

function productView({ now, machine }: SystemFacts): System["product"] {
  return {
    version: machine.version,
    commit: machine.commit,
    node_version: machine.nodeVersion,
    development: machine.development,
    process_id: machine.processId,
    started_at: machine.startedAt.toISOString(),
    uptime_seconds: Math.max(0, Math.round((now.getTime() - machine.startedAt.getTime()) / 1000)),
    memory_bytes: machine.memoryBytes,
    heap_bytes: machine.heapBytes,
  };
}

function databaseView({ machine, database }: SystemFacts): System["database"] {
  const migrations = appliedIn(database);
  const last = migrations.at(-1);
  return {
    ...machine.database,
    size_bytes: database.state === "ok" ? database.facts.sizeBytes : null,
    disk_free_bytes: machine.disk?.freeBytes ?? null,
    migrations_applied: migrations.length,
    last_migration: last?.name ?? null,
    last_migration_at: asMoment(last?.appliedAt ?? null),
  };
}

function appliedIn(database: DatabaseState): DatabaseFacts["appliedMigrations"] {
  if (database.state === "ok") return database.facts.appliedMigrations;
  return database.state === "other-version" ? database.appliedMigrations : [];
}

function mailView({ machine, database, mailTransport }: SystemFacts): System["mail"] {
  const mail = database.state === "ok" ? database.facts.mail : null;
  const failure = mail?.lastFailure ?? null;
  return {
    transport: mailTransport,
    server: machine.mail.server,
    from: machine.mail.from,
    counts: mail?.counts ?? null,
    oldest_waiting_at: asMoment(mail?.oldestWaitingAt ?? null),
    last_failure: failure && { mail_id: failure.mailId, made_at: failure.at.toISOString(), reason: failure.reason },
  };
}

function jobsView(facts: SystemFacts): System["jobs"] {
  return lastJobRuns(facts).map(({ name, startedAt, durationMs, problem, process }) => ({
    name,
    last_started_at: asMoment(startedAt),
    last_duration_ms: durationMs,
    problem,
    other_process: process === facts.machine.processName ? null : process,
  }));
}

function backupsView({ machine, database }: SystemFacts): System["backups"] {
  if (database.state !== "ok") return null;
  const { everyMs, directory } = machine.backups;
  const { isRunning, lastGood, lastFailure } = database.facts.backups;
  return {
    every_seconds: everyMs === null ? null : everyMs / 1000,
    directory,
    running: isRunning,
    last_good: lastGood && {
      started_at: lastGood.at.toISOString(),
      file: lastGood.file,
      size_bytes: lastGood.bytes,
      encrypted: lastGood.isEncrypted,
    },
    last_failure: lastFailure && { started_at: lastFailure.at.toISOString(), problem: lastFailure.problem },
  };
}

function siteRulesView({ siteRules }: Context<"site-rules">): System["site_rules"] {
  const { source, sites, skippedEntries, unknownWords, updatedAt, checkedAt, problem } = siteRules.status();
  return {
    source,
    sites,
    skipped_entries: skippedEntries.length,
    unknown_words: [...unknownWords],
    updated_at: asMoment(updatedAt),
    checked_at: asMoment(checkedAt),
    problem,
  };
}

function asMoment(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
