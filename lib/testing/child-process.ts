import { spawn } from "node:child_process";
import { once } from "node:events";

export type ChildProcess = {
  /** Resolves with everything printed so far as soon as that contains `text`; rejects when the process ends before. */
  printed(text: string): Promise<string>;
  /** Resolves when it has ended by itself, with its exit code and all it printed. */
  ended: Promise<{ exitCode: number | null; output: string }>;
  /** What a crash, the OOM killer or a pulled plug does: no handler runs. */
  killHard(): Promise<void>;
};

/** Runs TypeScript or JavaScript module source in a Node process of its own; it may import by `@/` and reads `process.argv.slice(1)`. */
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
