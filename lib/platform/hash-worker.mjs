// Runs in a worker thread, where hashing may block. Plain JavaScript, loaded by its path, so that no bundler is
// involved.
import { parentPort, workerData } from "node:worker_threads";
import { loadBcryptEngine } from "./bcrypt-engine.mjs";
import { lowerPriority } from "./lower-priority.mjs";

lowerPriority();

/**
 * @typedef {{ kind: "hash", algorithm: "bcrypt" | "argon2id", bcryptCost: number, password: string }} HashTask
 * @typedef {{ kind: "verify", password: string, hash: string }} VerifyTask
 * @typedef {{ result: string | boolean, milliseconds: number }} Computed
 * @typedef {{ bcryptEngine: "fastest" | "javascript" }} HashWorkerData
 */

/** @type {HashWorkerData} */
const { bcryptEngine } = workerData;
// Synchronous: the pool counts one hash per thread.
const bcrypt = await loadBcryptEngine(bcryptEngine);
// Tells the pool's owner that this thread can be ended without harm.
parentPort?.postMessage("ready");

/**
 * Gives the hash, or whether password and hash match, and how long that took.
 * @param {HashTask | VerifyTask} task
 * @returns {Promise<Computed>}
 */
export default async function runTask(task) {
  const startedAt = performance.now();
  const result = task.kind === "hash" ? await hash(task) : await matches(task.password, task.hash);
  return { result, milliseconds: performance.now() - startedAt };
}

/** @param {HashTask} task */
async function hash({ algorithm, bcryptCost, password }) {
  if (algorithm === "bcrypt") return bcrypt.hash(password, bcryptCost);
  const { hashSync } = await import("@node-rs/argon2");
  // The same as argon2idParameters; 2 is argon2id, 1 is version 0x13.
  return hashSync(password, { algorithm: 2, version: 1, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 });
}

/**
 * @param {string} password
 * @param {string} stored
 */
async function matches(password, stored) {
  if (!stored.startsWith("$argon2id$")) return bcrypt.matches(password, stored);
  const { verifySync } = await import("@node-rs/argon2");
  try {
    return verifySync(stored, password);
  } catch {
    // It has valid characters but isn't a valid hash.
    return false;
  }
}
