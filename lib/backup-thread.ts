// Runs in a worker thread, where a backup may block. Bundled into one file beside the server's, see
// scripts/lib/bundle-server.mjs.
import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { makeOwnBackup, type OwnBackup } from "./make-own-backup";

// On Linux this affects the calling thread only: requests go first.
if (process.platform === "linux") setPriority(5);

parentPort?.postMessage(await makeOwnBackup(workerData as OwnBackup));
