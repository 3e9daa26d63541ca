import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import {
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import type { ReaderThreadData, ReadOutcome, ReadTask } from "./sqlite-reader-thread.mjs";

// A read that is running ends first; a stop doesn't wait longer for it.
const CLOSE_MAX_MS = 3_000;

type Waiting = { resolve(value: SqlResultSet | undefined): void; reject(error: Error): void };

/**
 * A driver adapter whose statements run in a thread, one after another: better-sqlite3 is synchronous, so a long read would
 * block the event loop. It can only read. The thread starts with `connect`; when it dies, its reads fail with
 * `ConnectionClosed`, and the next one starts another.
 */
export function readerThreadFactory(
  data: ReaderThreadData,
  prepare: (adapter: SqlDriverAdapter) => Promise<void>,
): SqlDriverAdapterFactory {
  const name = { provider: "sqlite", adapterName: "latchkey-reader-thread" } as const;
  return {
    ...name,
    async connect() {
      const open = async (): Promise<ReaderThread> => {
        const thread = await startThread(data);
        try {
          await prepare({ ...name, ...threadMethods(async () => thread) });
          return thread;
        } catch (error) {
          await thread.close();
          throw error;
        }
      };
      let current: Promise<ReaderThread> | undefined;
      const living = async (): Promise<ReaderThread> => {
        const known = current;
        if (known !== undefined && !(await known).hasEnded()) return known;
        // Another read may have started the next thread meanwhile.
        if (current === known || current === undefined) {
          current = open();
          current.catch(() => (current = undefined));
        }
        return current;
      };
      await living();
      return { ...name, ...threadMethods(living) };
    },
  };
}

function threadMethods(thread: () => Promise<ReaderThread>): Omit<SqlDriverAdapter, "provider" | "adapterName"> {
  return {
    async queryRaw(query: SqlQuery) {
      const result = await (await thread()).run({ kind: "query", query });
      if (result === undefined) throw new Error("The reader's thread gave no result.");
      return result;
    },
    async executeScript(script: string) {
      await (await thread()).run({ kind: "script", script });
    },
    executeRaw: refuseWrite,
    startTransaction: refuseWrite,
    dispose: async () => (await thread()).close(),
  };
}

function refuseWrite(): never {
  throw new Error("The reader can't write: use write().");
}

type ReaderThread = {
  run(task: ReadTask): Promise<SqlResultSet | undefined>;
  hasEnded(): boolean;
  close(): Promise<void>;
};

async function startThread(workerData: ReaderThreadData): Promise<ReaderThread> {
  const file = resolve(/* turbopackIgnore: true */ process.cwd(), "lib/data/sqlite-reader-thread.mjs");
  // The thread needs neither the process's secrets nor its loaders.
  const worker = new Worker(file, { workerData, env: {}, execArgv: [] });
  const waiting = new Map<number, Waiting>();
  let reads = 0;
  let hasEnded = false;
  let failure: unknown;

  const ended = new Promise<void>((done) => worker.once("exit", () => done())).then(() => {
    hasEnded = true;
    for (const { reject } of waiting.values()) reject(connectionClosed());
    waiting.clear();
  });
  worker.on("error", (error) => (failure = error));
  const isReady = await Promise.race([
    new Promise<true>((ready) => worker.once("message", () => ready(true))),
    ended.then(() => false as const),
  ]);
  if (!isReady) throw failure ?? connectionClosed();
  worker.on("message", ({ id, outcome }: { id: number; outcome: ReadOutcome }) => {
    const read = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    if ("failure" in outcome) read?.reject(errorOf(outcome.failure));
    else read?.resolve(outcome.value);
  });
  // An idle thread must not keep a command alive that has done its work.
  worker.unref();

  return {
    hasEnded: () => hasEnded,
    run: (task) =>
      new Promise((resolve, reject) => {
        if (hasEnded) return reject(connectionClosed());
        reads += 1;
        worker.ref();
        waiting.set(reads, { resolve, reject });
        worker.postMessage({ id: reads, task });
      }),
    async close() {
      worker.postMessage("close");
      const late = setTimeout(() => void worker.terminate(), CLOSE_MAX_MS);
      await ended;
      clearTimeout(late);
    },
  };
}

function errorOf(failure: { cause: unknown } | { message: string }): Error {
  if ("message" in failure) return new Error(failure.message);
  // The thread's adapter made this description; see sqlite-reader-thread.mjs.
  return new DriverAdapterError(failure.cause as ConstructorParameters<typeof DriverAdapterError>[0]);
}

function connectionClosed(): Error {
  return new DriverAdapterError({ kind: "ConnectionClosed" });
}
