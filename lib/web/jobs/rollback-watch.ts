import type { Runtime } from "@/lib/runtime";
import { detectRollback } from "@/lib/services/maintenance/detect-rollback";
import { operatorContext } from "@/lib/web/server-context";

// What was used up in the last seconds before a crash isn't recorded.
const INTERVAL_MS = 5_000;
// A database that hangs must not hold up the stop.
const LAST_MS = 2_000;

/**
 * Compares the database with this node's high-water mark now, before anything is served, and then every 5 seconds. Closing the
 * runtime records the last writes. Rejects only when the first check fails.
 */
export async function startRollbackWatch(
  runtime: Runtime,
  { intervalMs = INTERVAL_MS }: { intervalMs?: number } = {},
): Promise<void> {
  let recorded = runtime.countCommits();
  let running: Promise<void> | null = null;
  let failing = false;

  async function check(): Promise<void> {
    const commits = runtime.countCommits();
    const { wrote, problem } = await runtime.jobs.run(
      "detect-rollback",
      () => detectRollback(operatorContext(runtime), { hasWritten: commits !== recorded }),
      (outcome) => outcome.problem,
    );
    // The start of an outage, not each check.
    if (problem !== null && !failing) runtime.logger.error({}, problem);
    failing = problem !== null;
    // The check's own write is no reason for the next one.
    recorded = wrote ? commits + 1 : commits;
  }

  function checkAgain(): void {
    running ??= check()
      .catch((cause: unknown) => runtime.logger.error({ cause }, "the write counter can't be recorded"))
      .finally(() => (running = null));
  }

  async function recordLast(): Promise<void> {
    await running;
    checkAgain();
    await running;
  }

  await check();
  // The timer must not keep the process alive.
  const timer = setInterval(checkAgain, intervalMs).unref();
  runtime.beforeClose = async () => {
    clearInterval(timer);
    await Promise.race([recordLast(), new Promise((resolve) => setTimeout(resolve, LAST_MS).unref())]);
  };
}
