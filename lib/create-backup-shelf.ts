import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { env as environment } from "node:process";
import { Worker } from "node:worker_threads";
import type { Config } from "./config";
import { settingNames } from "./config";
import { workPlaceOf } from "./data/database-copies";
import { AppError } from "./errors";
import { makeFolder } from "./make-folder";
import { makeOwnBackup, OWN_WORK_PREFIX, type OwnBackup, type OwnBackupDone } from "./make-own-backup";
import { createCommandRunner } from "./platform/command-runner";
import type { BackupShelf } from "./services/context";
import { asStartupError } from "./start-failures";

// Other files in the folder, such as those of `npm run backup`, have other names.
const OWN_NAME = /^latchkey-auto-\d{4}-\d\d-\d\dT[\d-]+Z\.tar\.gz(?:\.age)?$/;
const OWN_DRAFT = /^latchkey-auto-.*\.part$/;
const COMMAND_MAX_MS = 60 * 60 * 1000;

/** Without a thread's file, as in commands and tests, the main thread makes the backups. */
export function createBackupShelf(
  { database, dataDirectory, backups: { directory, keep, command, lock } }: Config,
  threadFile: string | null,
): BackupShelf & { close(): Promise<void> } {
  const commands = createCommandRunner();
  let thread: Worker | null = null;
  let isClosed = false;

  async function inThread(work: OwnBackup): Promise<OwnBackupDone> {
    if (threadFile === null) return makeOwnBackup(work);
    // The thread needs neither the process's secrets nor its loaders.
    const worker = new Worker(threadFile, { workerData: work, env: environmentOfPostgresql(), execArgv: [] });
    thread = worker;
    try {
      return await new Promise<OwnBackupDone>((resolve) => {
        worker.once("message", resolve);
        worker.once("error", (error) => resolve({ sentence: null, failure: String(error) }));
        worker.once("exit", () => resolve({ sentence: null, failure: "The thread ended before its backup." }));
      });
    } finally {
      thread = null;
    }
  }

  /** What a backup that was cut off left behind. Only one process at a time makes these backups. */
  function removeRemains(): void {
    removeFrom(dirname(workPlaceOf(database, dataDirectory)), (name) => name.startsWith(OWN_WORK_PREFIX));
    removeFrom(directory, (name) => OWN_DRAFT.test(name));
  }

  return {
    isEncrypted: lock !== null,
    async make(startedAt) {
      const time = startedAt.toISOString().slice(0, 19).replaceAll(":", "-");
      const file = `latchkey-auto-${time}Z.tar.gz${lock === null ? "" : ".age"}`;
      const done = await attempt(() => {
        if (isClosed) return { sentence: STOPPED, failure: STOPPED };
        makeFolder(directory);
        removeRemains();
        return inThread({ database, dataDirectory, file: join(directory, file), lock });
      });
      if ("failure" in done) {
        if (isClosed) throw new AppError("unavailable", STOPPED);
        throw new AppError("unavailable", done.sentence ?? "See the log.", { cause: done.failure });
      }
      // By name, which is by time.
      const old = readdirSync(directory)
        .filter((name) => OWN_NAME.test(name))
        .toSorted()
        .slice(0, -keep);
      removeFrom(directory, (name) => old.includes(name));
      return { file, bytes: done.bytes };
    },
    async ship(file) {
      if (command === null) return null;
      const problem = await commands.run(command, join(directory, file), {
        timeoutMs: COMMAND_MAX_MS,
        // The settings, among them the secrets, aren't for other programs.
        withoutVariables: settingNames,
      });
      return problem === null ? null : `The backup was made, but BACKUP_COMMAND ${problem}`;
    },
    async close() {
      isClosed = true;
      commands.stop();
      if (thread === null) return;
      await thread.terminate();
      removeRemains();
    },
  };
}

/** What the driver reads besides the URL, for example PGPASSWORD, or HOME for the password file. */
function environmentOfPostgresql(): NodeJS.Dict<string> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => /^(?:PG.*|HOME|USER)$/.test(name)));
}

const STOPPED = "The server was stopped before the backup was complete.";

async function attempt(work: () => Promise<OwnBackupDone> | OwnBackupDone): Promise<OwnBackupDone> {
  try {
    return await work();
  } catch (error) {
    return { sentence: asStartupError(error)?.message ?? null, failure: String(error) };
  }
}

function removeFrom(folder: string, isWanted: (name: string) => boolean): void {
  for (const name of readdirSync(folder)) {
    if (isWanted(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
