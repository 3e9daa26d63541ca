import { Worker } from "node:worker_threads";
import type { AuditCheckData, AuditCheckDone } from "./audit-check-thread";
import { AppError } from "./errors";
import type { AuditChecker, AuditFault } from "./services/context";

type ThreadedChecker = AuditChecker & { close(): Promise<void> };

/**
 * Checks the audit log in a thread with a connection of its own, one check after another. The thread ends with its check:
 * checks are rare, and its client takes some ten megabytes.
 */
export function createAuditChecker({
  file,
  ...known
}: { file: string } & Omit<AuditCheckData, "range">): ThreadedChecker {
  let last: Promise<unknown> = Promise.resolve();
  let running: Worker | undefined;
  let isClosed = false;

  return {
    async findFault(range) {
      const check = last.then(() => {
        if (isClosed) throw new AppError("unavailable", "The server is stopping.");
        // The thread needs neither the process's secrets nor its loaders.
        running = new Worker(file, { workerData: { ...known, range }, env: {}, execArgv: [] });
        return outcomeOf(running);
      });
      last = check.catch(() => undefined);
      return check;
    },
    async close() {
      isClosed = true;
      await running?.terminate();
      await last;
    },
  };
}

async function outcomeOf(worker: Worker): Promise<AuditFault | null> {
  const done = await new Promise<AuditCheckDone>((resolve) => {
    worker.once("message", resolve);
    worker.once("error", (error) => resolve({ failure: String(error) }));
    worker.once("exit", () => resolve({ failure: "The thread ended before its check." }));
  });
  if ("failure" in done)
    throw new AppError("unavailable", "The audit log couldn't be checked.", { cause: done.failure });
  return done.fault;
}
