// Runs in a worker thread, where a read may block. Plain JavaScript, loaded by its path, so that no bundler is involved.
import { parentPort, workerData } from "node:worker_threads";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";

/**
 * @typedef {import("@prisma/driver-adapter-utils").SqlQuery} SqlQuery
 * @typedef {import("@prisma/driver-adapter-utils").SqlResultSet} SqlResultSet
 * @typedef {{ file: string, timeout: number }} ReaderThreadData
 * @typedef {{ kind: "query", query: SqlQuery } | { kind: "script", script: string }} ReadTask
 * @typedef {{ value: SqlResultSet | undefined } | { failure: { cause: unknown } | { message: string } }} ReadOutcome
 */

/** @type {ReaderThreadData} */
const { file, timeout } = workerData;
const adapter = await new PrismaBetterSqlite3({ url: file, timeout, fileMustExist: true, readonly: true }).connect();

parentPort?.on("message", async (/** @type {{ id: number, task: ReadTask } | "close"} */ message) => {
  if (message === "close") {
    await adapter.dispose();
    parentPort?.close();
    return;
  }
  parentPort?.postMessage({ id: message.id, outcome: await outcomeOf(message.task) });
});
parentPort?.postMessage("ready");

/**
 * @param {ReadTask} task
 * @returns {Promise<ReadOutcome>}
 */
async function outcomeOf(task) {
  try {
    return {
      value:
        task.kind === "query" ? await adapter.queryRaw(task.query) : void (await adapter.executeScript(task.script)),
    };
  } catch (error) {
    if (!(error instanceof Error)) return { failure: { message: String(error) } };
    // The driver's own description is plain data; an error's class doesn't survive the way between two threads.
    return { failure: error.name === "DriverAdapterError" ? { cause: error.cause } : { message: error.message } };
  }
}
