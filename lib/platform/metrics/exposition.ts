import type { Gauge } from "prom-client";
import type { JobRun, MetricsSample } from "@/lib/domain/system/metrics-sample";
import type { JobRecord } from "@/lib/domain/system/system-facts";
import { durationBounds, type Durations, type Meter } from "./meter";

type Sources = {
  meter: Meter;
  product: { version: string; commit: string | null };
  hashing: () => { running: number; waiting: number; threads: number; queueMax: number };
  /** The runs of this process. */
  jobs: () => readonly JobRecord[];
  /** Null without Redis. */
  isRedisUp: (() => boolean) | null;
};

type Labels = Readonly<Record<string, string>>;
type Value = { metricName?: string; labels: Labels; value: number };

/**
 * The metrics of this process in Prometheus's text format, with prom-client's own about the process and Node. prom-client counts
 * ten times as slowly as plain numbers, so it only reads those of the meter.
 */
export async function createExposition({ meter, product, hashing, jobs, isRedisUp }: Sources) {
  const { collectDefaultMetrics, Registry } = await import("prom-client");
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  let sample: MetricsSample = { isReady: false, isDatabaseUp: false, counts: null };

  function expose(name: string, type: "counter" | "gauge" | "histogram", help: string, values: () => Value[]): void {
    const metric = { name, get: async () => ({ name, help, type, values: values(), aggregator: "sum" }) };
    // The registry reads only these two members; its type names the classes of prom-client.
    registry.registerMetric(metric as unknown as Gauge);
  }

  expose("latchkey_build_info", "gauge", "Version and commit of the running server; always 1.", () => [
    { labels: { version: product.version, commit: product.commit ?? "" }, value: 1 },
  ]);
  expose("latchkey_ready", "gauge", "Whether the server takes requests, as /api/health/ready has it.", () => [
    single(sample.isReady),
  ]);
  expose("latchkey_database_up", "gauge", "Whether the database stores and returns a row.", () => [
    single(sample.isDatabaseUp),
  ]);
  if (isRedisUp !== null)
    expose("latchkey_redis_up", "gauge", "Whether Redis counts the rate limits.", () => [single(isRedisUp())]);

  expose("latchkey_http_requests_total", "counter", "Requests by operation and class of status.", () =>
    [...meter.read().requests].flatMap(([operation, { statusClasses }]) =>
      statusClasses.flatMap((value, index) =>
        value === 0 ? [] : [{ labels: { operation, status: `${index}xx` }, value }],
      ),
    ),
  );
  expose("latchkey_http_request_duration_seconds", "histogram", "Time from a request to its reply.", () =>
    [...meter.read().requests].flatMap(([operation, { durations }]) =>
      histogram("latchkey_http_request_duration_seconds", { operation }, durations),
    ),
  );
  expose(
    "latchkey_event_loop_blocks_total",
    "counter",
    "How often the event loop was blocked for 250 ms or more.",
    () => [single(meter.read().loopBlocks.count)],
  );
  expose("latchkey_event_loop_blocked_seconds_total", "counter", "How long those blocks took.", () => [
    single(meter.read().loopBlocks.milliseconds / 1000),
  ]);

  expose("latchkey_hash_threads", "gauge", "Threads that hash passwords.", () => [single(hashing().threads)]);
  expose("latchkey_hash_running", "gauge", "Password hashes that are computed now.", () => [single(hashing().running)]);
  expose("latchkey_hash_queue_length", "gauge", "Password hashes that wait for a thread.", () => [
    single(hashing().waiting),
  ]);
  expose("latchkey_hash_queue_limit", "gauge", "Password hashes that may wait; further ones are refused.", () => [
    single(hashing().queueMax),
  ]);
  expose("latchkey_hash_refusals_total", "counter", "Requests refused because the queue was full.", () => [
    single(meter.read().hashRefusals),
  ]);
  expose("latchkey_hash_wait_seconds", "histogram", "How long a password hash waited for a thread.", () =>
    histogram("latchkey_hash_wait_seconds", {}, meter.read().hashWaits),
  );

  expose("latchkey_log_ins_total", "counter", "Log-ins by outcome.", () =>
    [...meter.read().logIns].map(([outcome, value]) => ({ labels: { outcome }, value })),
  );
  expose("latchkey_limit_hits_total", "counter", "Requests refused by a rate limit.", () =>
    [...meter.read().limits].map(([limit, value]) => ({ labels: { limit }, value })),
  );

  expose("latchkey_job_runs_total", "counter", "Runs of a job in this process, by outcome.", () =>
    [...meter.read().jobs].flatMap(([job, counts]) =>
      (["success", "failure"] as const).map((outcome) => ({ labels: { name: job, outcome }, value: counts[outcome] })),
    ),
  );
  expose("latchkey_job_last_start_timestamp_seconds", "gauge", "When a job last began, in whichever process.", () =>
    lastRuns(sample, jobs()).map(({ name, startedAt }) => ({
      labels: { name },
      value: startedAt.getTime() / 1000,
    })),
  );
  expose("latchkey_job_failed", "gauge", "Whether the last run of a job failed, in whichever process.", () =>
    lastRuns(sample, jobs()).map(({ name, hasProblem }) => ({ labels: { name }, value: Number(hasProblem) })),
  );

  expose("latchkey_mails", "gauge", "Mails in the outbox by state.", () => counted("state", sample.counts?.mails));
  expose(
    "latchkey_mail_oldest_waiting_timestamp_seconds",
    "gauge",
    "When the oldest mail that waits was queued.",
    () => {
      const oldest = sample.counts?.oldestWaitingMailAt ?? null;
      return oldest === null ? [] : [single(oldest.getTime() / 1000)];
    },
  );
  expose("latchkey_users", "gauge", "Users by status.", () => counted("status", sample.counts?.users));
  expose("latchkey_sessions", "gauge", "Sessions by kind.", () => counted("kind", sample.counts?.sessions));

  return {
    contentType: registry.contentType,
    /** The text with this sample. */
    async write(current: MetricsSample): Promise<string> {
      sample = current;
      return registry.metrics();
    },
    close: () => registry.clear(),
  };
}

export type Exposition = Awaited<ReturnType<typeof createExposition>>;

function single(value: number | boolean): Value {
  return { labels: {}, value: Number(value) };
}

function counted(label: string, counts: Readonly<Record<string, number>> = {}): Value[] {
  return Object.entries(counts).map(([name, value]) => ({ labels: { [label]: name }, value }));
}

function histogram(name: string, labels: Labels, { counts, milliseconds }: Durations): Value[] {
  let count = 0;
  const buckets = counts.map((own, index) => {
    count += own;
    const bound = durationBounds[index];
    const le = bound === undefined ? "+Inf" : String(bound / 1000);
    return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: count };
  });
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels, value: milliseconds / 1000 },
    { metricName: `${name}_count`, labels, value: count },
  ];
}

/** The newer of this process's run and the record that all processes share. */
function lastRuns({ counts }: MetricsSample, own: readonly JobRecord[]): JobRun[] {
  const shared = counts?.jobs ?? [];
  return own.flatMap(({ name, startedAt, problem }) => {
    const runs = shared.filter((run) => run.name === name);
    if (startedAt !== null) runs.push({ name, startedAt, hasProblem: problem !== null });
    return runs.toSorted((one, other) => other.startedAt.getTime() - one.startedAt.getTime()).slice(0, 1);
  });
}
