import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@/scripts/lib/free-port.mjs";
import type { TestCertificate } from "./certificates";

export type PgBouncer = {
  /** The same database, through the pooler. */
  urlOf(directUrl: string): string;
  stop(): Promise<void>;
};

type PgBouncerOptions = {
  mode: "transaction" | "session";
  /** Connections to PostgreSQL for each database; few of them make clients share one. */
  connections?: number;
  tls?: TestCertificate;
};

export function pgbouncerIsInstalled(): boolean {
  try {
    execFileSync("sh", ["-c", "command -v pgbouncer"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** PgBouncer in front of a PostgreSQL server; it ignores no start-up parameter, so it refuses those that it can't keep. */
export async function startPgBouncer(
  serverUrl: string,
  { mode, connections = 3, tls }: PgBouncerOptions,
): Promise<PgBouncer> {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-pgbouncer-"));
  const server = new URL(serverUrl);
  const port = await freePort();
  const write = (name: string, text: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const encryption =
    tls === undefined
      ? ""
      : `client_tls_sslmode = require
client_tls_cert_file = ${write("server.crt", tls.certificate)}
client_tls_key_file = ${write("server.key", tls.key)}`;
  const configuration = write(
    "pgbouncer.ini",
    `[databases]
* = host=${server.hostname} port=${server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = plain
auth_file = ${write("users.txt", `"${server.username}" "${server.password}"\n`)}
pool_mode = ${mode}
default_pool_size = ${connections}
max_client_conn = 500
${encryption}
`,
  );
  // PgBouncer refuses to run as root, and another user can't enter mkdtemp's folder.
  chmodSync(folder, 0o755);
  const asOther = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
  const child = spawn("pgbouncer", [...asOther, configuration], { stdio: ["ignore", "ignore", "pipe"] });
  let messages = "";
  child.stderr.on("data", (chunk) => (messages += String(chunk)));
  while (!(await isListening(port))) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended:\n${messages}`);
    await pause(20);
  }
  return {
    urlOf(directUrl) {
      const url = new URL(directUrl);
      url.port = String(port);
      return url.href;
    },
    stop: async () => {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "close");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => (resolve(true), socket.destroy()));
    socket.on("error", () => resolve(false));
  });
}
