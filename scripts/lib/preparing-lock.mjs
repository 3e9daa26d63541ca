import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { say } from "./step.mjs";

const pollMilliseconds = 250;

/**
 * Lets one process at a time install, generate and build in this folder. Takes over a lock whose owner has died.
 * The lock is a folder that contains its owner's name, created and removed with one rename each. A folder can't be
 * renamed onto a non-empty one, so only one process gets the lock, and it always has an owner.
 *
 * @template T
 * @param {string} root
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withPreparingLock(root, work) {
  const lock = path.join(root, "build", "preparing.lock");
  mkdirSync(path.dirname(lock), { recursive: true });
  await acquire(lock);
  const release = () => remove(lock);
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.off("exit", release);
    release();
  }
}

/** @param {string} lock */
async function acquire(lock) {
  let waiting = false;
  while (!tryCreate(lock)) {
    const owner = ownerOf(lock);
    if (owner !== undefined && !isRunning(owner)) {
      remove(lock, owner);
      continue;
    }
    if (!waiting) say(`Process ${owner?.split(" ")[0]} is already preparing this folder; waiting for it.`);
    waiting = true;
    await sleep(pollMilliseconds);
  }
}

/** @param {string} lock */
function tryCreate(lock) {
  const draft = `${lock}.${process.pid}`;
  try {
    mkdirSync(draft, { recursive: true });
    writeFileSync(path.join(draft, "owner"), identityOf(process.pid));
    renameSync(draft, lock);
    return true;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (existsSync(lock) || isTaken(error)) return false;
    throw error;
  }
}

/** @param {unknown} error */
function isTaken(error) {
  const { code } = /** @type {NodeJS.ErrnoException} */ (error);
  // Windows reports EPERM.
  return code === "ENOTEMPTY" || code === "EEXIST" || code === "EPERM";
}

/**
 * @param {string} lock
 * @param {string} [owner] removed only if it is still theirs: another waiter may have taken it over already
 */
function remove(lock, owner = identityOf(process.pid)) {
  const aside = `${lock}.removed-${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (ownerOf(aside) === owner) rmSync(aside, { recursive: true, force: true });
  else renameSync(aside, lock);
}

/** @param {string} owner */
function isRunning(owner) {
  const pid = Number.parseInt(owner, 10);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EPERM") return false;
  }
  return identityOf(pid) === owner;
}

/**
 * A process id alone isn't enough: a restarted container assigns the same small ids again.
 *
 * @param {number} pid
 */
function identityOf(pid) {
  const status = readIfPresent(`/proc/${pid}/stat`);
  // proc(5): the start time is field 22; the name in field 2 may contain spaces, so fields are counted after its
  // bracket.
  const startedAt = status?.slice(status.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  return `${pid} ${startedAt}`.trim();
}

/** @param {string} lock */
function ownerOf(lock) {
  return readIfPresent(path.join(lock, "owner"));
}

/** @param {string} file */
function readIfPresent(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
