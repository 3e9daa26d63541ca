import type { Finding } from "./finding";
import type { SystemFacts } from "./system-facts";
import { formatDay } from "../mail/format-time";

/** What is wrong with the server's own backups. Without BACKUP_EVERY it makes none. */
export function findBackupProblems({ now, machine, database }: SystemFacts): Finding[] {
  const { everyMs, directory } = machine.backups;
  if (everyMs === null || database.state !== "ok") return [];
  const { lastGood, lastFailure } = database.facts.backups;
  const findings: Finding[] = [];
  if (lastFailure !== null)
    findings.push({
      severity: "warning",
      code: "backup_failed",
      message: `The last backup failed. ${lastFailure.problem}`,
      advice: "Correct the cause. The server tries again by itself.",
    });
  if (lastGood === null && lastFailure === null)
    findings.push({
      severity: "warning",
      code: "backup_missing",
      message: "BACKUP_EVERY is set, and there is no backup yet.",
      advice: `The server makes the first one after its start. If it doesn't, see the log, and check ${directory}.`,
    });
  if (lastGood !== null && now.getTime() - lastGood.at.getTime() > 2 * everyMs)
    findings.push({
      severity: "warning",
      code: "backup_old",
      message: `The last good backup is older than two intervals of BACKUP_EVERY: it was made on ${formatDay(lastGood.at.toISOString().slice(0, 10))}.`,
      advice: "See the log, and check whether the server runs all the time.",
    });
  return findings;
}
