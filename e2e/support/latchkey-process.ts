import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "@playwright/test";
import { apiRoutes } from "@/lib/api-routes";

export type LatchkeyProcess = {
  origin: string;
  dataFolder: string;
  /** All that it has printed so far, on both streams. */
  output(): string;
  /** Resolves once it answers; rejects with its words when it ends before. */
  ready(): Promise<void>;
  ended: Promise<{ exitCode: number | null; output: string; errors: string }>;
  signal(name: "SIGTERM" | "SIGKILL"): void;
  /** Stops reading what it prints, as a log collector does that was ended. */
  hangUp(): void;
  /** Keeps its streams open and takes nothing out of them, as a log collector does that is stuck. */
  stopReading(): void;
  /** Ends it, whatever state it is in. */
  dispose(): Promise<void>;
};

type StartOptions = {
  settings?: Record<string, string>;
  port?: number;
  dataFolder?: string;
  /** Next's own server over the same finished build, instead of ours. */
  plainNext?: boolean;
  /** Where its standard output goes instead of to `output()`. */
  outputFile?: string;
};

const root = path.resolve(import.meta.dirname, "../..");
const buildEntry = path.join(root, "build-test", "server.mjs");

// Each folder that is to be removed at the end listens for it.
process.setMaxListeners(0);

/** Starts the finished build in a process of its own, with a port and a data folder that nobody else has. */
export async function startLatchkey({
  settings = {},
  port,
  dataFolder,
  plainNext = false,
  outputFile,
}: StartOptions = {}): Promise<LatchkeyProcess> {
  const ownPort = port ?? (await freePort());
  const ownDataFolder = dataFolder ?? newFolder();
  const command = plainNext
    ? [path.join(root, "node_modules/next/dist/bin/next"), "start", "--hostname", "127.0.0.1"]
    : [buildEntry];
  const env: Record<string, string> & { NODE_ENV: "production" } = {
    // Empty counts as unset, yet keeps someone's own .env from filling it in.
    ...Object.fromEntries(settingNames().map((name) => [name, ""])),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    LOG_LEVEL: "warn",
    SITE_RULES: "off",
    PORT: String(ownPort),
    DATA_DIR: ownDataFolder,
    ...(plainNext ? { LATCHKEY_BUILD_DIRECTORY: newestRelease() } : {}),
    ...settings,
  };
  const file = outputFile === undefined ? undefined : openSync(outputFile, "w");
  const child = spawn(process.execPath, command, { cwd: root, env, stdio: ["ignore", file ?? "pipe", "pipe"] });
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
      const died = ended.then(() => Promise.reject(new Error(`It ended before it was ready:\n${output}`)));
      await Promise.race([died, expect.poll(() => answers(origin), { timeout: 20_000, intervals: [50] }).toBe(true)]);
    },
    ended,
    signal: (name) => void child.kill(name),
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

/** Starts it expecting a refusal, and gives back how it ended and what it said on standard error, where an operator looks. */
export async function startRefused(options: StartOptions): Promise<{ exitCode: number | null; lines: string[] }> {
  const refused = await startLatchkey(options);
  // One that starts after all must not outlive the test.
  void refused
    .ready()
    .then(() => refused.signal("SIGKILL"))
    .catch(() => undefined);
  const { exitCode, errors } = await refused.ended;
  return { exitCode, lines: errors.split("\n").filter((line) => line.trim() !== "") };
}

/** A folder for one test; gone when the tests are. */
export function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-e2e-process-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address === null || typeof address === "string" ? reject(new Error("No port.")) : resolve(address.port),
      );
    });
  });
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

function newestRelease(): string {
  const release = /LATCHKEY_BUILD_DIRECTORY = "([^"]+)"/.exec(readFileSync(buildEntry, "utf8"))?.[1];
  if (release === undefined) throw new Error(`${buildEntry} names no release: run npm test once.`);
  return release;
}
