// The interval of the measurement, and the delay from which it is reported. No task may hold the event loop for more than
// 50 ms, so five times that is a fault or a starved machine.
const INTERVAL_MS = 100;
export const REPORTED_DELAY_MS = 250;

// Work named in one report, and that remembered between two measurements.
const NAMED_MAX = 10;
const ENDED_MAX = 100;

/** Work of the process: a request, or a job. Times are those of `performance.now()`. */
export type WatchedWork = { readonly name: string; readonly id?: string; readonly startedAt: number };

export type LoopWatch = {
  /** Notes work that goes on after this turn of the event loop; it must be ended. */
  begin(work: WatchedWork): void;
  /** Notes that work has ended; work that began in the same turn needs no `begin`. */
  end(work: WatchedWork): void;
  /** Measures until `stop`; a second call does nothing. */
  start(): void;
  stop(): void;
};

type LoopWatchOptions = {
  log: { warn(fields: object, message: string): void };
  /** Called with the delay in milliseconds. */
  onBlock?: (milliseconds: number) => void;
  /** Milliseconds of a clock that never goes back. */
  nowMs?: () => number;
  /** Processor time of the process in milliseconds. */
  processorMs?: () => number;
  every?: (work: () => void, milliseconds: number) => { stop(): void };
};

/**
 * Measures how late a timer is, and logs the work that was under way when it is late by `REPORTED_DELAY_MS` or more, the longest
 * first. A delay with far less processor time comes from a busy or sleeping machine.
 */
export function createLoopWatch({
  log,
  onBlock = () => undefined,
  nowMs = () => performance.now(),
  processorMs = processorTime,
  every = byTimer,
}: LoopWatchOptions): LoopWatch {
  const running = new Set<WatchedWork>();
  let ended: { work: WatchedWork; ms: number }[] = [];
  let timer: { stop(): void } | undefined;
  let last = { nowMs: 0, processorMs: 0 };

  return {
    begin(work) {
      running.add(work);
    },
    end(work) {
      running.delete(work);
      const ms = nowMs() - work.startedAt;
      // Shorter work can't have caused a reported delay by itself.
      if (ms >= INTERVAL_MS && ended.length < ENDED_MAX) ended.push({ work, ms });
    },
    start() {
      last = { nowMs: nowMs(), processorMs: processorMs() };
      timer ??= every(measure, INTERVAL_MS);
    },
    stop() {
      timer?.stop();
      timer = undefined;
    },
  };

  function measure(): void {
    const current = { nowMs: nowMs(), processorMs: processorMs() };
    const delayMs = current.nowMs - last.nowMs - INTERVAL_MS;
    if (delayMs >= REPORTED_DELAY_MS) {
      onBlock(delayMs);
      const works = [...running].map((work) => ({ work, ms: current.nowMs - work.startedAt })).concat(ended);
      const longest = works.toSorted((one, other) => other.ms - one.ms).slice(0, NAMED_MAX);
      log.warn(
        {
          delay_ms: Math.round(delayMs),
          processor_ms: Math.round(current.processorMs - last.processorMs),
          work: longest.map(({ work: { name, id }, ms }) => ({ name, id, ms: Math.round(ms) })),
          works: works.length,
        },
        "the event loop was blocked",
      );
    }
    ended = [];
    last = current;
  }
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function byTimer(work: () => void, milliseconds: number): { stop(): void } {
  const timer = setInterval(work, milliseconds).unref();
  return { stop: () => clearInterval(timer) };
}
