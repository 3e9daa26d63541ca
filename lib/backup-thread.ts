// Runs in a worker thread, where a backup may block. Bundled into one file beside the server's, see
// scripts/lib/bundle-server.mjs.
import { parentPort, workerData } from "node:worker_threads";
import { makeOwnBackup, type OwnBackup } from "./make-own-backup";
import { lowerPriority } from "./platform/lower-priority.mjs";

lowerPriority();

parentPort?.postMessage(await makeOwnBackup(workerData as OwnBackup));
