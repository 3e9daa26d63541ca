import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";

/**
 * Removes the releases that no process runs, except the current and the previous one, which a server may be starting.
 *
 * @param {string} folder
 * @param {string} current
 */
export function removeOldReleases(folder, current) {
  const earlier = releasesIn(folder).filter((name) => name !== current);
  for (const name of earlier.slice(0, -1)) {
    if (!isInUse(path.join(folder, name))) rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

/**
 * Call it with the lock held, while no build runs.
 *
 * @param {string} folder
 */
export function removeInterruptedReleases(folder) {
  if (!existsSync(folder)) return;
  for (const name of releasesIn(folder)) {
    const isFinished = existsSync(path.join(folder, name, "next", "BUILD_ID"));
    if (!isFinished) rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

/**
 * Oldest first.
 *
 * @param {string} folder
 */
function releasesIn(folder) {
  return readdirSync(folder)
    .filter((name) => name.startsWith("release-"))
    .sort();
}

/** @param {string} releaseFolder */
function isInUse(releaseFolder) {
  return readdirSync(releaseFolder).some((name) => {
    const [, pid] = /^running-(\d+)$/.exec(name) ?? [];
    return pid !== undefined && isRunning(Number(pid));
  });
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
