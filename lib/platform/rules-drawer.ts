import { Piscina } from "piscina";
import type { DrawnWanted, WantedByRules } from "@/lib/domain/passwords/compile-wanted";
import { AppError } from "@/lib/errors";
import type { DrawDone, DrawTask } from "./rules-thread";

type RulesDrawerOptions = {
  /** The bundled thread. */
  file: string;
  nowMs: () => number;
};

/** Anonymous callers together get this share of a core, and may use so much at once. */
const ANONYMOUS_SHARE = 0.25;
const ANONYMOUS_BURST_MS = 2_000;
// Counted for a request until its own time is known; hard rules take about as long.
const EXPECTED_MS = 60;

// At 60 ms each, the last one waits two seconds.
const WAITING_MAX = 32;
const RETRY_AFTER_SECONDS = 3;
const IDLE_MS = 30_000;

/**
 * Draws by rules that would hold the main thread for too long, in a thread that starts at first use and ends when it is idle.
 * Refuses with `unavailable` when its queue is full, or when anonymous callers have used up their share.
 */
export function createRulesDrawer({ file, nowMs }: RulesDrawerOptions) {
  let pool: Piscina<DrawTask, DrawDone> | undefined;
  let anonymousMs = 0;
  let countedAt = nowMs();

  return {
    async draw(wanted: WantedByRules, count: number, caller: "anonymous" | "known"): Promise<DrawnWanted> {
      if (caller === "known") return (await run({ wanted, count })).drawn;
      admitAnonymous();
      anonymousMs += EXPECTED_MS;
      let milliseconds = 0;
      try {
        const done = await run({ wanted, count });
        ({ milliseconds } = done);
        return done.drawn;
      } finally {
        anonymousMs += milliseconds - EXPECTED_MS;
      }
    },
    async close(): Promise<void> {
      await pool?.close();
    },
  };

  function admitAnonymous(): void {
    const now = nowMs();
    anonymousMs = Math.max(0, anonymousMs - (now - countedAt) * ANONYMOUS_SHARE);
    countedAt = now;
    if (anonymousMs + EXPECTED_MS <= ANONYMOUS_BURST_MS) return;
    const waitMs = (anonymousMs + EXPECTED_MS - ANONYMOUS_BURST_MS) / ANONYMOUS_SHARE;
    throw unavailable(Math.ceil(waitMs / 1000));
  }

  async function run(task: DrawTask): Promise<DrawDone> {
    // The thread needs neither the process's secrets nor its loaders.
    pool ??= new Piscina({
      filename: file,
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: IDLE_MS,
      maxQueue: WAITING_MAX,
      env: {},
      execArgv: [],
    });
    try {
      return await pool.run(task);
    } catch (cause) {
      throw unavailable(RETRY_AFTER_SECONDS, cause);
    }
  }
}

function unavailable(retryAfterSeconds: number, cause?: unknown): AppError {
  return new AppError(
    "unavailable",
    `The server is busy with other complex rules. Try again in ${retryAfterSeconds} seconds, or use simpler ones.`,
    { retryAfterSeconds, cause },
  );
}
