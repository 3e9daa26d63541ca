import type { Runtime } from "@/lib/runtime";
import { refreshSiteRules } from "@/lib/services/passwords/refresh-site-rules";
import { operatorContext } from "@/lib/web/server-context";
import { runJob } from "./run-job";

/** Runs work later; the returned function cancels it. */
export type Schedule = (work: () => void, delayMs: number) => () => void;

const MINUTE_MS = 60 * 1000;
// Without lists, no site's rules are known: a container, for example, often starts before its network.
const RETRIES_WITHOUT_LISTS_MS = [0.5, 2, 5, 10, 20].map((minutes) => minutes * MINUTE_MS);

export type SiteRulesJob = { run(): Promise<void>; stop(): void };

/** Refreshes the lists of sites' rules. While there are none, a failed run is repeated soon. */
export function createSiteRulesJob(runtime: Runtime, schedule: Schedule = afterDelay): SiteRulesJob {
  let cancel = (): void => undefined;
  let isStopped = false;

  async function run(retries: readonly number[]): Promise<void> {
    cancel();
    const context = operatorContext(runtime);
    await runJob(
      runtime,
      "refresh-site-rules",
      () => refreshSiteRules(context),
      (isFresh) => (isFresh ? null : "The lists could not be downloaded."),
    );
    const [delayMs, ...later] = retries;
    const { source, sites } = context.siteRules.status();
    if (delayMs === undefined || isStopped || source === "off" || sites > 0) return;
    cancel = schedule(() => void run(later), delayMs);
  }

  return {
    run: () => run(RETRIES_WITHOUT_LISTS_MS),
    stop() {
      isStopped = true;
      cancel();
    },
  };
}

/** The timer doesn't keep the process alive. */
function afterDelay(work: () => void, delayMs: number): () => void {
  const timer = setTimeout(work, delayMs).unref();
  return () => clearTimeout(timer);
}
