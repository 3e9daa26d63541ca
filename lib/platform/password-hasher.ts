import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Piscina } from "piscina";
import { normalizePassword } from "@/lib/domain/accounts/normalize-password";
import { sampleHash, type UnreadableHash } from "@/lib/domain/accounts/stored-hash";
import { AppError } from "@/lib/errors";
import type { Computed, HashTask, HashWorkerData, VerifyTask } from "./hash-worker.mjs";
import { ownSample, planHashing, planPortableHash, planVerification, type HashingSettings } from "./plan-hashing";
import { createRefusalTime, type HashWork } from "./refusal-time";

export type PasswordHasherOptions = HashingSettings & {
  /** Hashes computed at the same time; one per core by default. */
  threads?: number;
  /** Hashes that may wait; further ones are refused with `unavailable`. */
  queueMax?: number;
  meter?: { countHashWait(milliseconds: number): void; countHashRefusal(): void };
  /** The native engine if available, by default. */
  bcryptEngine?: HashWorkerData["bcryptEngine"];
  /** Waits, until the signal at the latest; by a timer, by default. */
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

// At cost 12 a thread computes four hashes a second, so the last in the queue waits four seconds.
const QUEUE_MAX_PER_THREAD = 16;
const RETRY_AFTER_SECONDS = 5;

// Hashes for other systems; all of them together use one slot of the pool.
const PORTABLE_QUEUE_MAX = 16;

// Longer than a full queue takes: only a hanging or missing thread makes a task wait this long.
const TASK_TIMEOUT_MS = 25 * 1000;

// A stop waits this long for threads that start or hash; the server itself gives up a little later.
const IDLE_MAX_MS = 8 * 1000;
const IDLE_POLL_MS = 10;

/**
 * Hashes in worker threads that start at first use. `close` lets running hashes finish; those that wait fail with `unavailable`.
 */
export function createPasswordHasher({
  threads = availableParallelism(),
  queueMax = QUEUE_MAX_PER_THREAD * threads,
  meter,
  bcryptEngine = "fastest",
  pause = waitByTimer,
  ...settings
}: PasswordHasherOptions) {
  const stopping = new AbortController();
  const refusalTime = createRefusalTime(ownSample(settings));
  let measuring: Promise<void> | undefined;
  let pool: Piscina<HashTask | VerifyTask, Computed> | undefined;
  let isClosed = false;
  let threadsReady = 0;
  let running = 0;
  const waiting: ((isRefused: boolean) => void)[] = [];
  let portableWaiting = 0;
  let portableBefore: Promise<unknown> = Promise.resolve();

  return {
    requirePlace,
    async hash(password: string): Promise<string> {
      const { task, finish } = planHashing(normalizePassword(password), settings);
      const { result } = await run(task);
      return finish(String(result));
    },
    async verify(
      password: string,
      storedHash: string,
    ): Promise<{ matches: boolean; needsRehash: boolean; work: HashWork[]; unreadable?: UnreadableHash }> {
      const plans = spellingsOf(password).map((spelling) => planVerification(spelling, storedHash, settings));
      // All of them, even after a match: the number of hashes depends only on what was typed.
      const checks = await checkInTurn(plans);
      const index = plans.findIndex(({ countsAsMatch }, each) => countsAsMatch && checks[each]?.result === true);
      const unreadable = plans[0]?.unreadable;
      return {
        matches: index !== -1,
        needsRehash: index > 0 || plans[index]?.needsRehash === true,
        work: checks.map(({ milliseconds }) => ({ milliseconds })),
        ...(unreadable !== undefined && { unreadable }),
      };
    },
    async verifyNothing(password: string): Promise<HashWork[]> {
      const checks = await checkInTurn(
        spellingsOf(password).map((spelling) => planVerification(spelling, null, settings)),
      );
      return checks.map(({ milliseconds }) => ({ milliseconds }));
    },
    async evenOutRefusal(work: readonly HashWork[]): Promise<void> {
      // A full pool must not turn a refusal into another error; the next one measures.
      await measureCosts(refusalTime.unmeasured).catch(() => undefined);
      const remainingMs = refusalTime.remainingMs(work);
      // No thread and no place in the queue is held meanwhile.
      if (remainingMs > 0) await pause(remainingMs, stopping.signal);
    },
    async learnCosts(samples: Iterable<string>): Promise<void> {
      refusalTime.addCosts(samples);
      await measureCosts(refusalTime.unmeasured);
    },
    async setCosts(samples: ReadonlySet<string>): Promise<void> {
      refusalTime.keepCosts(samples);
      refusalTime.addCosts(samples);
      // All, because the machine may have been busy the last time. On a full pool the next refusal measures those that are new.
      await measureCosts(refusalTime.costs).catch(() => undefined);
    },
    async hashForElsewhere(password: string, algorithm: HashingSettings["algorithm"]): Promise<string> {
      const task = planPortableHash(password, algorithm, settings);
      if (portableWaiting >= PORTABLE_QUEUE_MAX) throw unavailable();
      portableWaiting += 1;
      const hash = portableBefore.then(async () => (await run(task)).result);
      portableBefore = hash.catch(() => undefined);
      return String(await hash.finally(() => (portableWaiting -= 1)));
    },
    load: () => ({ running, waiting: waiting.length, threads, queueMax }),
    /** Ends the waits of refusals, those that have begun and later ones: the process is about to stop. */
    endWaits(): void {
      stopping.abort();
    },
    async close(): Promise<void> {
      isClosed = true;
      stopping.abort();
      for (const refuse of waiting.splice(0)) refuse(true);
      if (pool === undefined) return;
      await threadsIdle();
      await pool.destroy();
    },
  };

  /**
   * Waits until all threads have started and none is hashing, for a limited time: ending a thread inside a native library can
   * abort the process.
   */
  async function threadsIdle(): Promise<void> {
    const limit = performance.now() + IDLE_MAX_MS;
    while ((threadsReady < threads || running > 0) && performance.now() < limit) await sleep(IDLE_POLL_MS);
  }

  /** Our own queue, because Piscina's can't be refused without the tasks that run. */
  async function takeThread(): Promise<void> {
    if (running < threads) {
      running += 1;
      meter?.countHashWait(0);
      return;
    }
    const startedAt = performance.now();
    const isRefused = await new Promise<boolean>((resolve) => waiting.push(resolve));
    if (isRefused) throw new Error("The hasher was closed.");
    meter?.countHashWait(performance.now() - startedAt);
  }

  function releaseThread(): void {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next(false);
  }

  async function checkInTurn(plans: readonly { task: VerifyTask }[]): Promise<Computed[]> {
    const checks: Computed[] = [];
    for (const { task } of plans) checks.push(await check(task));
    return checks;
  }

  async function check(task: VerifyTask): Promise<Computed> {
    const computed = await run(task);
    const sample = sampleHash(task.hash);
    if (sample !== null) refusalTime.record(sample, computed.milliseconds);
    return computed;
  }

  /** Computes one hash of each of these costs; concurrent callers share the measurement. */
  async function measureCosts(costs: () => string[]): Promise<void> {
    // One that has begun may lack a cost that was added since.
    await measuring?.catch(() => undefined);
    measuring ??= measure(costs()).finally(() => (measuring = undefined));
    await measuring;
  }

  async function measure(costs: string[]): Promise<void> {
    for (const hash of costs)
      refusalTime.measure(hash, (await run({ kind: "verify", password: "", hash })).milliseconds);
  }

  function requirePlace(): void {
    if (!isClosed && running + waiting.length < threads + queueMax) return;
    meter?.countHashRefusal();
    throw unavailable();
  }

  async function run(task: HashTask | VerifyTask): Promise<Computed> {
    requirePlace();
    try {
      const signal = AbortSignal.timeout(TASK_TIMEOUT_MS);
      await takeThread();
      try {
        pool ??= startPool(threads, { bcryptEngine }, () => (threadsReady += 1));
        return await pool.run(task, { signal });
      } finally {
        releaseThread();
      }
    } catch (cause) {
      throw unavailable(cause);
    }
  }
}

/** The normalised password, then the password as typed if that differs. */
function spellingsOf(password: string): string[] {
  return [...new Set([normalizePassword(password), password])];
}

async function waitByTimer(milliseconds: number, signal: AbortSignal): Promise<void> {
  // A stop ends the wait.
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}

function startPool(
  threads: number,
  workerData: HashWorkerData,
  onThreadReady: () => void,
): Piscina<HashTask | VerifyTask, Computed> {
  const pool = new Piscina<HashTask | VerifyTask, Computed>({
    filename: resolve(/* turbopackIgnore: true */ process.cwd(), "lib/platform/hash-worker.mjs"),
    minThreads: threads,
    maxThreads: threads,
    workerData,
    // The threads need neither the process's secrets nor its loaders.
    env: {},
    execArgv: [],
  });
  // A task whose thread dies gets an error; the death of an idle thread must not crash the process.
  pool.on("error", () => undefined);
  // What the thread posts once it has loaded the bcrypt engine. The pool's own event comes before.
  pool.on("message", onThreadReady);
  return pool;
}

function unavailable(cause?: unknown): AppError {
  return new AppError("unavailable", "The server is busy. Try again in a moment.", {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    cause,
  });
}
