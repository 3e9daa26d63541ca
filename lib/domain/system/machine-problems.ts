import type { Finding } from "./finding";
import { isOlderVersion } from "./is-older-version";
import { lastJobRuns } from "./last-job-runs";
import type { JobName, SystemFacts } from "./system-facts";
import { formatDay } from "../mail/format-time";

// Node's release schedule: the last day of security fixes for each major version.
const lastFixes: Readonly<Record<number, string>> = {
  18: "2025-04-30",
  20: "2026-04-30",
  21: "2024-06-01",
  22: "2027-04-30",
  23: "2025-06-01",
  24: "2028-04-30",
  25: "2026-06-01",
};

const LISTS_OLD_DAYS = 21;
const DAY_MS = 24 * 60 * 60 * 1000;

export function findMachineProblems(facts: SystemFacts): Finding[] {
  return [
    ...findNodeProblems(facts),
    ...findHashingProblems(facts),
    ...findSiteRulesProblems(facts),
    ...findOmissions(facts),
    ...findJobProblems(facts),
  ];
}

function findNodeProblems({ now, machine: { nodeVersion, nodeMinimum } }: SystemFacts): Finding[] {
  const advice = "Install a Node version with long-term support, then run npm ci and start again.";
  if (isOlderVersion(nodeVersion, nodeMinimum)) {
    return [
      {
        severity: "problem",
        code: "node_too_old",
        message: `Node ${nodeVersion} is older than ${nodeMinimum}, the oldest supported version.`,
        advice,
      },
    ];
  }
  const major = Number(nodeVersion.split(".")[0]);
  const lastFix = lastFixes[major];
  if (lastFix === undefined || now.toISOString().slice(0, 10) <= lastFix) return [];
  return [
    {
      severity: "warning",
      code: "node_without_fixes",
      message: `Node ${major} has had no security fixes since ${formatDay(lastFix)}.`,
      advice,
    },
  ];
}

function findHashingProblems({ machine: { passwordHash, bcryptEngine } }: SystemFacts): Finding[] {
  if (passwordHash !== "bcrypt" || bcryptEngine !== "javascript") return [];
  const advice =
    "Run npm ci, which installs the native library if there is one for this platform. Security isn't affected.";
  return [
    {
      severity: "note",
      code: "bcrypt_in_javascript",
      message: "Passwords are hashed in JavaScript, because the native library can't be loaded: log-ins take longer.",
      advice,
    },
  ];
}

function findSiteRulesProblems({ now, siteRules: { source, updatedAt, checkedAt, problem } }: SystemFacts): Finding[] {
  if (source === "off") return [];
  if (source === "file") {
    if (problem === null) return [];
    return [
      {
        severity: "warning",
        code: "site_rules_unreadable",
        message: problem,
        advice: "Set SITE_RULES to a file or folder with the lists, or to auto or off.",
      },
    ];
  }
  const reason = problem === null ? "" : ` ${problem}`;
  const advice = "Let the server reach SITE_RULES_URL, set it to a mirror, or set SITE_RULES=off.";
  if (updatedAt === null) {
    const message = problem ?? "The site rules lists were never fetched.";
    return [{ severity: problem === null ? "note" : "warning", code: "site_rules_missing", message, advice }];
  }
  const days = Math.floor((now.getTime() - (checkedAt ?? updatedAt).getTime()) / DAY_MS);
  if (days <= LISTS_OLD_DAYS) return [];
  return [
    {
      severity: "warning",
      code: "site_rules_old",
      message: `The site rules lists were last checked ${days} days ago.${reason}`,
      advice,
    },
  ];
}

const NAMES_MAX = 5;

/** What the lists contain and the server can't use. */
function findOmissions({ siteRules: { source, skippedEntries, unknownWords } }: SystemFacts): Finding[] {
  const advice =
    source === "file"
      ? "Correct them in your list, or update Latchkey."
      : "Update Latchkey when there is a newer version.";
  const findings: Finding[] = [];
  if (skippedEntries.length > 0) {
    const count = skippedEntries.length === 1 ? "1 entry" : `${skippedEntries.length} entries`;
    const isOrAre = skippedEntries.length === 1 ? "isn't" : "aren't";
    const message = `${count} of the site rules lists can't be read and ${isOrAre} used: ${someOf(skippedEntries)}.`;
    findings.push({ severity: "warning", code: "site_rules_entries_skipped", message, advice });
  }
  if (unknownWords.length > 0) {
    const message = `The site rules lists contain words that this version doesn't know and leaves out: ${someOf(unknownWords)}.`;
    findings.push({ severity: "note", code: "site_rules_words_unknown", message, advice });
  }
  return findings;
}

function someOf(names: readonly string[]): string {
  const more = names.length - NAMES_MAX;
  return names.slice(0, NAMES_MAX).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

// The other jobs have findings of their own.
const watchedJobs: Partial<Record<JobName, string>> = {
  "learn-hash-costs": "Learning the costs of the password hashes",
  "remove-expired": "Removing expired records",
  "index-users": "Indexing users for the search",
  "seal-audit-log": "Sealing the audit log",
  "verify-audit-log": "Checking the audit log",
  "blank-audit-log": "Removing old values from the audit log",
  "archive-audit-log": "Moving old months of the audit log to files",
  "detect-rollback": "Recording how far the database has come",
};

function findJobProblems(facts: SystemFacts): Finding[] {
  return lastJobRuns(facts).flatMap(({ name, problem }) => {
    const words = watchedJobs[name];
    if (problem === null || words === undefined) return [];
    return [
      {
        severity: "warning" as const,
        code: "job_failed",
        message: `${words} failed the last time. ${problem}`,
        advice: "See the log. The job runs again by itself.",
      },
    ];
  });
}
