import { listJobRuns } from "@/lib/data/job-runs";
import { countMail, findOldestWaitingMail } from "@/lib/data/mail";
import { countSessions } from "@/lib/data/sessions";
import { countUsers } from "@/lib/data/users";
import type { MetricsCounts, MetricsSample } from "@/lib/domain/system/metrics-sample";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { probeDatabase } from "../health/shared/probe-database";

const COUNTS_LIFETIME_SECONDS = 60;

/** What the metrics say about the database. Callers within a minute share the counts. */
export async function sampleMetrics(
  context: Context<"writing" | "random" | "probing" | "system">,
): Promise<MetricsSample> {
  authorize(context, "metrics:read");
  const isDatabaseUp = await probeDatabase(context).then(
    () => true,
    () => false,
  );
  // A scraper waits ten seconds by default, and each failing read may take five.
  const counts = isDatabaseUp
    ? await context.shared("metrics", COUNTS_LIFETIME_SECONDS, () => count(context).catch(() => null))
    : null;
  return { isReady: isDatabaseUp && context.system.isServing(), isDatabaseUp, counts };
}

async function count(context: Context<"reading">): Promise<MetricsCounts> {
  const { db, longReads } = context;
  const { dead, ...mails } = await countMail(longReads);
  const jobs = await listJobRuns(db);
  return {
    users: {
      active: await countUsers(longReads, { status: "active" }),
      disabled: await countUsers(longReads, { status: "disabled" }),
    },
    sessions: await countSessions(longReads, context.now()),
    mails: { ...mails, failed: dead },
    oldestWaitingMailAt: await findOldestWaitingMail(db),
    jobs: jobs.flatMap(({ name, startedAt, problem }) =>
      startedAt === null ? [] : [{ name, startedAt, hasProblem: problem !== null }],
    ),
  };
}
