import { spawn } from "node:child_process";
import { once } from "node:events";

export type ChildProcess = {
  /** Resolves with all output as soon as it contains `text`; rejects when the process ends before. */
  printed(text: string): Promise<string>;
  /** Resolves when it has ended by itself, with its exit code and output. */
  ended: Promise<{ exitCode: number | null; output: string }>;
  /** Acts like a crash, the OOM killer or a power cut: no handler runs. */
  killHard(): Promise<void>;
};

/**
 * Runs TypeScript or JavaScript module source in its own Node process; it may import with `@/` and reads
 * `process.argv.slice(1)`.
 */
export function startNode(source: string, ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", source, "--", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });

  let output = "";
  const listeners = new Set<() => void>();
  const listen = (chunk: unknown): void => {
    output += String(chunk);
    for (const listener of listeners) listener();
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  const ended = once(child, "close").then(() => ({ exitCode: child.exitCode, output }));

  return {
    ended,
    printed: (text) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (output.includes(text)) resolve(output);
        };
        listeners.add(check);
        check();
        void ended.then(() => reject(new Error(`The process ended without printing "${text}":\n${output}`)));
      }),
    async killHard() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
