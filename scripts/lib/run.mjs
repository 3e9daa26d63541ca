import { spawn } from "node:child_process";
import { constants } from "node:os";
import { say } from "./step.mjs";

const stopSignals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
const tickSeconds = 15;
// npm delays its exit until it has rolled everything back.
const graceSeconds = 4;
// Windows has no process groups: only the child is stopped there.
const hasProcessGroups = process.platform !== "win32";
let running = 0;

/** @type {Record<"shown" | "hidden" | "at-end", ["inherit" | "ignore" | "pipe", "inherit" | "ignore" | "pipe"]>} */
const stdioFor = { shown: ["inherit", "inherit"], hidden: ["ignore", "ignore"], "at-end": ["pipe", "pipe"] };

/** Unlike Next's type, NODE_ENV is optional. @typedef {Record<string, string | undefined>} Environment */

/**
 * Runs a program with its output on screen and returns its exit code. A stop signal is sent to the program and all its
 * child processes (npm runs compilers, Playwright runs browsers); this process ends after them.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string, env?: Environment, progress?: string, output?: "shown" | "hidden" | "at-end" }} options `progress` is
 *   repeated with the time spent, for silent programs; `at-end` prints the output in one piece, for programs that run in parallel.
 * @returns {Promise<number>}
 */
export async function run(program, args, { cwd, env = process.env, progress, output = "shown" }) {
  const child = spawn(program, args, {
    cwd,
    env: /** @type {NodeJS.ProcessEnv} */ (env),
    stdio: ["ignore", ...stdioFor[output]],
    detached: hasProcessGroups,
    windowsHide: true,
  });

  running += 1;
  let collected = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (collected += String(chunk)));

  /** @type {NodeJS.Signals | undefined} */
  let stoppedBy;
  /** @type {NodeJS.Timeout | undefined} */
  let killing;
  /** @param {NodeJS.Signals} signal */
  const stop = (signal) => {
    // A second stop signal kills it at once.
    signalGroup(child, stoppedBy === undefined ? signal : "SIGKILL");
    stoppedBy ??= signal;
    killing ??= setTimeout(() => signalGroup(child, "SIGKILL"), graceSeconds * 1000);
  };
  for (const signal of stopSignals) process.on(signal, stop);
  const ticking = progress === undefined ? undefined : startTicking(progress);

  const exitCode = await exitCodeOf(child);

  clearInterval(ticking);
  clearTimeout(killing);
  for (const signal of stopSignals) process.off(signal, stop);
  running -= 1;
  process.stdout.write(collected);
  if (stoppedBy === undefined) return exitCode;
  if (running === 0) process.exit(128 + constants.signals[stoppedBy]);
  // The last program to stop ends this process.
  return new Promise(() => undefined);
}

/** @param {string} progress */
function startTicking(progress) {
  const startedAt = Date.now();
  return setInterval(
    () => say(`${progress} (${Math.round((Date.now() - startedAt) / 1000)} s so far)`),
    tickSeconds * 1000,
  );
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(hasProcessGroups ? -child.pid : child.pid, signal);
  } catch {
    // It has already ended.
  }
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<number>}
 */
function exitCodeOf(child) {
  return new Promise((resolve) => {
    child.on("error", () => resolve(127));
    child.on("close", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}
