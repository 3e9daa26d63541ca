import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { env as environment } from "node:process";
import { sanitizeLine } from "@/lib/domain/mail/sanitize-text";

const OUTPUT_MAX = 200;

/** Runs commands of the operator's settings in a shell. */
export function createCommandRunner() {
  const running = new Set<ChildProcess>();

  return {
    /** Runs a command with a last argument. Returns what went wrong, to follow the command's name; null if nothing did. */
    async run(
      command: string,
      argument: string,
      { timeoutMs, withoutVariables }: { timeoutMs: number; withoutVariables: readonly string[] },
    ): Promise<string | null> {
      const env = { ...environment };
      for (const name of withoutVariables) delete env[name];
      const isWindows = process.platform === "win32";
      // A group of its own, so that a stop reaches what the shell has started.
      const options: SpawnOptions = { env, detached: !isWindows, stdio: ["ignore", "ignore", "pipe"] };
      const child: ChildProcess = isWindows
        ? spawn(`${command} "${argument}"`, [], { ...options, shell: true })
        : spawn("/bin/sh", ["-c", `${command} "$@"`, "sh", argument], options);
      running.add(child);
      let errors = "";
      child.stderr?.setEncoding("utf8").on("data", (text: string) => (errors = (errors + text).slice(-4 * OUTPUT_MAX)));
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        end(child);
      }, timeoutMs);
      try {
        return await new Promise<string | null>((resolve) => {
          child.once("error", (error) => resolve(`couldn't be started: ${error.message}.`));
          child.once("close", (code, signal) => {
            if (code === 0) return resolve(null);
            const minutes = Math.round(timeoutMs / 60_000);
            if (isLate) return resolve(`took longer than ${minutes} minutes and was ended.`);
            const line = sanitizeLine(errors.trim().split("\n").at(-1) ?? "", OUTPUT_MAX);
            const how = code === null ? `was ended by ${signal}` : `ended with exit code ${code}`;
            resolve(line === "" ? `${how}.` : `${how}: ${line}`);
          });
        });
      } finally {
        clearTimeout(timer);
        running.delete(child);
      }
    },
    stop(): void {
      running.forEach(end);
    },
  };
}

function end(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill();
    else process.kill(-child.pid, "SIGTERM");
  } catch {
    // It has ended already.
  }
}
