import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { Piscina } from "piscina";
import type { UnreadableHash } from "@/lib/domain/accounts/stored-hash";
import { AppError } from "@/lib/errors";
import type { HashTask, HashWorkerData, VerifyTask } from "./hash-worker.mjs";
import { planHashing, planPortableHash, planVerification, type HashingSettings } from "./plan-hashing";

export type PasswordHasherOptions = HashingSettings & {
  /** Hashes computed at the same time; one per core by default. */
  threads?: number;
  /** Hashes that may wait; further ones are refused with `unavailable`. */
  queueMax?: number;
  /** The native engine if available, by default. */
  bcryptEngine?: HashWorkerData["bcryptEngine"];
};

// At cost 12 a thread computes four hashes a second, so the last in the queue waits four seconds.
const QUEUE_MAX_PER_THREAD = 16;
const RETRY_AFTER_SECONDS = 5;

// Hashes for other systems; all of them together use one slot of the pool.
const PORTABLE_QUEUE_MAX = 16;

// Longer than a full queue takes: only a hanging or missing thread makes a task wait this long.
const TASK_TIMEOUT_MS = 25 * 1000;

/**
 * Hashes in worker threads that start at first use. `close` stops them; their pending tasks fail with `unavailable`.
 */
export function createPasswordHasher({
  threads = availableParallelism(),
  queueMax = QUEUE_MAX_PER_THREAD * threads,
  bcryptEngine = "fastest",
  ...settings
}: PasswordHasherOptions) {
  let pool: Piscina<HashTask | VerifyTask, string | boolean> | undefined;
  let isClosed = false;
  let tasksInHand = 0;
  let portableWaiting = 0;
  let portableBefore: Promise<unknown> = Promise.resolve();

  return {
    async hash(password: string): Promise<string> {
      const { task, finish } = planHashing(password, settings);
      const hash = await run(task);
      return finish(String(hash));
    },
    async verify(
      password: string,
      storedHash: string,
    ): Promise<{ matches: boolean; needsRehash: boolean; unreadable?: UnreadableHash }> {
      const { task, countsAsMatch, needsRehash, unreadable } = planVerification(password, storedHash, settings);
      const matches = (await run(task)) === true && countsAsMatch;
      return { matches, needsRehash: matches && needsRehash, ...(unreadable !== undefined && { unreadable }) };
    },
    async verifyNothing(password: string): Promise<void> {
      await run(planVerification(password, null, settings).task);
    },
    async hashForElsewhere(password: string, algorithm: HashingSettings["algorithm"]): Promise<string> {
      const task = planPortableHash(password, algorithm, settings);
      if (portableWaiting >= PORTABLE_QUEUE_MAX) throw unavailable();
      portableWaiting += 1;
      const hash = portableBefore.then(() => run(task));
      portableBefore = hash.catch(() => undefined);
      return String(await hash.finally(() => (portableWaiting -= 1)));
    },
    async close(): Promise<void> {
      isClosed = true;
      await pool?.destroy();
    },
  };

  async function run(task: HashTask | VerifyTask): Promise<string | boolean> {
    // Counted here, because Piscina lets its queue exceed maxQueue while threads start.
    if (isClosed || tasksInHand >= threads + queueMax) throw unavailable();
    tasksInHand += 1;
    try {
      pool ??= startPool(threads, { bcryptEngine });
      return await pool.run(task, { signal: AbortSignal.timeout(TASK_TIMEOUT_MS) });
    } catch (cause) {
      throw unavailable(cause);
    } finally {
      tasksInHand -= 1;
    }
  }
}

function startPool(threads: number, workerData: HashWorkerData): Piscina<HashTask | VerifyTask, string | boolean> {
  const pool = new Piscina<HashTask | VerifyTask, string | boolean>({
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
  return pool;
}

function unavailable(cause?: unknown): AppError {
  return new AppError("unavailable", "The server is busy. Try again in a moment.", {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    cause,
  });
}
