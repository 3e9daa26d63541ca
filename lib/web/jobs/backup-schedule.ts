import type { Runtime } from "@/lib/runtime";
import { runOwnBackup } from "@/lib/services/backups/run-own-backup";
import { operatorContext } from "@/lib/web/server-context";
import { runSharedJob } from "./run-job";

// How often it is checked whether a backup is due.
const CHECK_MS = 60 * 1000;
// A backup that failed, or was cut off by a stop, is tried again sooner.
const RETRY_MS = 10 * 60 * 1000;

/** Makes the backups of BACKUP_EVERY and those that administrators request, one at a time. */
export function startBackups(runtime: Runtime, { checkMs = CHECK_MS } = {}): { stop(): Promise<void> } {
  const { everyMs } = runtime.config.backups;
  let running: Promise<unknown> | null = null;

  function run(pauseMs: number | null): void {
    running ??= runSharedJob(runtime, "back-up", {
      everyMs: pauseMs,
      ...(pauseMs !== null && { everyMsAfterProblem: Math.min(RETRY_MS, pauseMs) }),
      work: () => runOwnBackup(operatorContext(runtime)),
    }).finally(() => (running = null));
  }

  runtime.onBackupRequested = () => run(null);
  if (everyMs !== null) run(everyMs);
  const timer = everyMs === null ? undefined : setInterval(() => run(everyMs), checkMs).unref();
  return {
    async stop() {
      clearInterval(timer);
      runtime.onBackupRequested = () => undefined;
      await runtime.endBackup();
      await running;
    },
  };
}
