import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { freePort } from "@/scripts/lib/free-port.mjs";

export type RedisServer = {
  url: string;
  /** Kills it; `start` restarts it, empty, on the same port. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops answering without closing connections. */
  freeze(): void;
  thaw(): void;
  /** The number of scripts that it was asked to run since its start. */
  countScripts(): number;
};

/** A Redis server on a free port, without persistence. */
export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  let child = await launch(port);
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      child = await launch(port);
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "close");
    },
    freeze: () => child.kill("SIGSTOP"),
    thaw: () => child.kill("SIGCONT"),
    countScripts: () => {
      const stats = execFileSync("redis-cli", ["-p", String(port), "info", "commandstats"], { encoding: "utf8" });
      const calls = [...stats.matchAll(/^cmdstat_eval(?:sha)?:calls=(\d+)/gm)];
      return calls.reduce((sum, [, count]) => sum + Number(count), 0);
    },
  };
}

async function launch(port: number) {
  const child = spawn(
    "redis-server",
    ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let output = "";
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      output += String(chunk);
      if (output.includes("Ready to accept connections")) resolve();
    });
    child.once("error", reject);
    child.once("close", () => reject(new Error(`Redis couldn't start on port ${port}:\n${output}`)));
  });
  return child;
}
