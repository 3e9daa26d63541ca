import { execFile, spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "../lib/free-port.mjs";

/** @typedef {{ pid: number, origin: string, readyAfterSeconds: number, stop(): Promise<void> }} Served */

/**
 * Starts a server on its own core, with its log in a file, and waits for its first 200.
 *
 * @param {{ command: string[], cwd: string, env: Record<string, string>, readyPath: string, logFile: string, core?: number | null, port?: number }} options
 * @returns {Promise<Served>}
 */
export async function serve({ command, cwd, env, readyPath, logFile, core = 0, port: ownPort }) {
  const port = ownPort ?? (await freePort());
  const log = openSync(logFile, "a");
  const startedAt = performance.now();
  const cores = core === null ? "0,1" : String(core);
  const child = spawn("taskset", ["-c", cores, ...command.map((word) => word.replace("{port}", String(port)))], {
    cwd,
    env: { ...process.env, SITE_RULES: "off", ...env, PORT: String(port) },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const origin = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (child.exitCode === null) child.kill("SIGTERM");
    await Promise.race([ended, pause(12_000)]);
  };
  while (performance.now() - startedAt < 60_000 && child.exitCode === null) {
    const answered = await fetch(origin + readyPath).then(
      (reply) => reply.ok,
      () => false,
    );
    if (answered)
      return { pid: child.pid ?? 0, origin, readyAfterSeconds: (performance.now() - startedAt) / 1000, stop };
    await pause(5);
  }
  await stop();
  throw new Error(`${command.join(" ")} did not start:\n${readFileSync(logFile, "utf8").slice(-2000)}`);
}

/**
 * Resident memory in MB, of the process and its children.
 *
 * @param {number} pid
 * @returns {number}
 */
export function residentMegabytes(pid) {
  const kilobytes = (/** @type {number} */ one) =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${one}/status`, "utf8"))?.[1] ?? 0);
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map(Number);
  return [pid, ...children].map(kilobytes).reduce((sum, one) => sum + one, 0) / 1024;
}

// The unit of /proc/PID/stat: 100 a second on every Linux that Node runs on (USER_HZ).
const TICK_MICROSECONDS = 10_000;

/**
 * Processor time of a process so far, in its own and the system's code.
 *
 * @param {number} pid
 * @returns {number}
 */
export function processorMicroseconds(pid) {
  // The second field is the name, which may have spaces.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MICROSECONDS;
}

/** @typedef {{ rate: number, p99Milliseconds: number, cpuMicroseconds: number }} Load */

/**
 * Generates load from the other core. Returns requests a second, the 99th percentile and the server's processor time for a
 * request, which other load on the machine changes least; throws for any status but 200.
 *
 * @param {string} url
 * @param {number} seconds
 * @param {{ pid: number, token?: string }} server
 * @returns {Promise<Load>}
 */
export async function load(url, seconds, { pid, token }, connections = 32) {
  const before = processorMicroseconds(pid);
  const headers = token === undefined ? [] : ["-H", `Authorization: Bearer ${token}`];
  // Not awaited by blocking: other clients of this process go on meanwhile.
  const { stdout } = await promisify(execFile)("taskset", [
    "-c",
    "1",
    "wrk",
    "-t1",
    `-c${connections}`,
    `-d${seconds}s`,
    "--latency",
    ...headers,
    url,
  ]);
  if (/Non-2xx|Socket errors/.test(stdout)) throw new Error(`wrk on ${url} met errors:\n${stdout}`);
  const [, amount = "0", unit = "ms"] = /99%\s+([\d.]+)(us|ms|s)/.exec(stdout) ?? [];
  const factor = { us: 0.001, ms: 1, s: 1000 }[unit] ?? 1;
  const requests = Number(/(\d+) requests in/.exec(stdout)?.[1]);
  return {
    rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]),
    p99Milliseconds: Number(amount) * factor,
    cpuMicroseconds: (processorMicroseconds(pid) - before) / requests,
  };
}

/**
 * @param {string} program
 * @returns {boolean}
 */
export function isInstalled(program) {
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .some((folder) => spawnSync("test", ["-x", path.join(folder, program)]).status === 0);
}

/**
 * @param {number[]} values
 * @returns {number}
 */
export function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

/**
 * The median of each value.
 *
 * @param {Load[]} loads
 * @returns {Load}
 */
export function medianLoad(loads) {
  return {
    rate: median(loads.map(({ rate }) => rate)),
    p99Milliseconds: median(loads.map(({ p99Milliseconds }) => p99Milliseconds)),
    cpuMicroseconds: median(loads.map(({ cpuMicroseconds }) => cpuMicroseconds)),
  };
}
