import type { JobName } from "./system-facts";

/** What the metrics say about the database. The counts are null while they can't be read. */
export type MetricsSample = {
  isReady: boolean;
  isDatabaseUp: boolean;
  counts: MetricsCounts | null;
};

/** Counted at most once a minute, because a count reads many rows. */
export type MetricsCounts = {
  users: Readonly<Record<string, number>>;
  sessions: Readonly<Record<string, number>>;
  mails: Readonly<Record<string, number>>;
  oldestWaitingMailAt: Date | null;
  jobs: readonly JobRun[];
};

export type JobRun = { name: JobName; startedAt: Date; hasProblem: boolean };
