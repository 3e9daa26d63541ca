import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { apiRoutes } from "@/lib/api-routes";
import { freePort } from "@/scripts/lib/free-port.mjs";

export type LatchkeyProcess = {
  origin: string;
  dataFolder: string;
  /** Everything printed so far on both streams. */
  output(): string;
  /** Resolves when the server answers; rejects with its output if it ends first. */
  ready(): Promise<void>;
  ended: Promise<{ exitCode: number | null; output: string; errors: string }>;
  signal(name: "SIGTERM" | "SIGKILL" | "SIGSTOP" | "SIGCONT"): void;
  /** Closes its output streams, as a log collector that has ended does. */
  hangUp(): void;
  /** Keeps its output streams open but stops reading them, as a stuck log collector does. */
  stopReading(): void;
  /** Kills the process. */
  dispose(): Promise<void>;
};

type StartOptions = {
  settings?: Record<string, string>;
  port?: number;
  dataFolder?: string;
  /** Runs `next start` on the same build instead of our server. */
  plainNext?: boolean;
  /** Writes standard output to this file instead of `output()`. */
  outputFile?: string;
  /** Runs it as process 1 of its own namespace, as in a container; only where `canBeProcessOne`. */
  processOne?: boolean;
};

// A start takes one second on a quiet machine.
const readyWithinSeconds = 60;

const root = path.resolve(import.meta.dirname, "../..");
const buildEntry = path.join(root, "build-test", "server.mjs");

const ownNamespace = ["unshare", "--pid", "--fork", "--kill-child"];
export const canBeProcessOne = spawnSync("unshare", [...ownNamespace.slice(1), "true"]).status === 0;

// Each temporary folder adds an exit listener that removes it.
process.setMaxListeners(0);

/** Starts the built server in its own process, with its own port and data folder. */
export async function startLatchkey({
  settings = {},
  port,
  dataFolder,
  plainNext = false,
  outputFile,
  processOne = false,
}: StartOptions = {}): Promise<LatchkeyProcess> {
  const ownPort = port ?? (await freePort());
  const ownDataFolder = dataFolder ?? newFolder();
  const command = plainNext
    ? [path.join(root, "node_modules/next/dist/bin/next"), "start", "--hostname", "127.0.0.1"]
    : [buildEntry];
  const env: Record<string, string> & { NODE_ENV: "production" } = {
    // An empty value counts as unset, and keeps the values of a local .env out.
    ...Object.fromEntries(settingNames().map((name) => [name, ""])),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    LOG_LEVEL: "warn",
    SITE_RULES: "off",
    // The lowest: no test here depends on how long a hash takes.
    BCRYPT_COST: "10",
    PORT: String(ownPort),
    DATA_DIR: ownDataFolder,
    ...(plainNext ? { LATCHKEY_BUILD_DIRECTORY: newestRelease() } : {}),
    ...settings,
  };
  const file = outputFile === undefined ? undefined : openSync(outputFile, "w");
  const [program = "", ...args] = [...(processOne ? ownNamespace : []), process.execPath, ...command];
  const child = spawn(program, args, { cwd: root, env, stdio: ["ignore", file ?? "pipe", "pipe"] });
  if (file !== undefined) closeSync(file);

  let output = "";
  let errors = "";
  child.stdout?.on("data", (chunk) => (output += String(chunk)));
  child.stderr?.on("data", (chunk) => {
    output += String(chunk);
    errors += String(chunk);
  });
  const ended = once(child, "close").then(() => ({ exitCode: child.exitCode, output, errors }));

  const origin = `http://127.0.0.1:${ownPort}`;
  return {
    origin,
    dataFolder: ownDataFolder,
    output: () => output,
    ready: async () => {
      const deadline = performance.now() + readyWithinSeconds * 1000;
      for (;;) {
        const answered = await answers(origin);
        // Checked first: the answer of another server on this port must not count.
        if (child.exitCode !== null || child.signalCode !== null) {
          await ended;
          throw new Error(`The server ended before it was ready:\n${output}`);
        }
        if (answered) return;
        if (performance.now() > deadline)
          throw new Error(`The server was not ready within ${readyWithinSeconds} s:\n${output}`);
        await pause(50);
      }
    },
    ended,
    signal: (name) => {
      if (processOne) process.kill(onlyChildOf(child.pid), name);
      else child.kill(name);
    },
    hangUp: () => {
      child.stdout?.destroy();
      child.stderr?.destroy();
    },
    stopReading: () => {
      child.stdout?.pause();
      child.stderr?.pause();
    },
    dispose: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Starts a server that should refuse to start; returns its exit code and the lines on standard error. */
export async function startRefused(options: StartOptions): Promise<{ exitCode: number | null; lines: string[] }> {
  const refused = await startLatchkey(options);
  // If it starts anyway, it must not outlive the test.
  void refused
    .ready()
    .then(() => refused.signal("SIGKILL"))
    .catch(() => undefined);
  const { exitCode, errors } = await refused.ended;
  return { exitCode, lines: errors.split("\n").filter((line) => line.trim() !== "") };
}

/** A temporary folder, removed when the test process exits. */
export function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-e2e-process-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function onlyChildOf(id = 0): number {
  return Number(readFileSync(`/proc/${id}/task/${id}/children`, "utf8"));
}

async function answers(origin: string): Promise<boolean> {
  return fetch(origin + apiRoutes.ready()).then(
    (reply) => reply.ok,
    () => false,
  );
}

function settingNames(): string[] {
  const example = readFileSync(path.join(root, ".env.example"), "utf8");
  return [...example.matchAll(/^#?\s*([A-Z][A-Z0-9_]*)=/gm)].flatMap(([, name]) => name ?? []);
}

/** The folder of the build that the processes run, from the project. */
export function newestRelease(): string {
  const release = /LATCHKEY_BUILD_DIRECTORY = "([^"]+)"/.exec(readFileSync(buildEntry, "utf8"))?.[1];
  if (release === undefined) throw new Error(`${buildEntry} names no release. Run npm test once.`);
  return release;
}
