import { readFileSync } from "node:fs";
import { connect } from "node:net";
import type { ConnectionOptions } from "node:tls";
import type pg from "pg";
import { parsePostgresqlUrl, type PostgresqlTarget, type PostgresqlTls } from "@/lib/domain/system/postgresql-url";
import { StartupError } from "@/lib/errors";

// SSLRequest, PostgreSQL's protocol, section "Message Formats": its length and its code.
const TLS_QUESTION = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

export type PostgresqlConnection = {
  target: PostgresqlTarget;
  /** For pg: only what any pooler accepts at the start of a connection. */
  options: pg.ClientConfig;
};

/** Reads a connection URL and the certificates that it names, and finds out whether the server encrypts. */
export async function readPostgresqlUrl(url: string, connectMs: number): Promise<PostgresqlConnection> {
  const parsed = parsePostgresqlUrl(url);
  // The settings are checked at the start; this is for other callers.
  if ("problem" in parsed) throw new StartupError(`The database's URL ${parsed.problem}.`);
  const { target } = parsed;
  const { host, port } = addressOf(target.url);
  const tls = target.tls === null ? null : await tlsOptions(target.tls, () => offersTls(host, port, connectMs));
  return {
    target,
    options: {
      connectionString: target.url,
      connectionTimeoutMillis: target.connectSeconds === null ? connectMs : target.connectSeconds * 1000,
      keepAlive: target.keepAlive,
      ...(target.keepAliveSeconds !== null && { keepAliveInitialDelayMillis: target.keepAliveSeconds * 1000 }),
      ...(target.startOptions !== null && { options: target.startOptions }),
      ...(tls !== null && { ssl: tls }),
      ...(target.tls?.direct === true && { sslnegotiation: "direct" }),
      ...(target.channelBinding === "require" && { enableChannelBinding: true }),
    },
  };
}

/** What begins each transaction: everything that a connection of a pooler may have lost, or got from another program. */
export function startOfTransaction(
  { schema, settings }: PostgresqlTarget,
  { access, statementMs, idleMs }: { access: "ONLY" | "WRITE"; statementMs: number; idleMs: number },
): string {
  const own: [string, string][] = [
    ["statement_timeout", String(statementMs)],
    // A process that hangs inside a transaction must not keep its locks.
    ["idle_in_transaction_session_timeout", String(idleMs)],
  ];
  return [
    `BEGIN READ ${access}`,
    `SET LOCAL search_path = ${quotedName(schema)}`,
    ...[...own, ...settings].map(([name, value]) => `SET LOCAL ${name} = '${value.replaceAll("'", "''")}'`),
  ].join("; ");
}

export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** HOST:PORT for messages. */
export function placeOf(url: string): string {
  const { host, port } = addressOf(url);
  return `${host}:${port}`;
}

function addressOf(url: string): { host: string; port: number } {
  const { hostname, port, searchParams } = new URL(url);
  const host = searchParams.get("host") ?? decodeURIComponent(hostname).replace(/^\[(.*)\]$/, "$1");
  return {
    host: host === "" ? "localhost" : host,
    port: Number(searchParams.get("port") ?? (port === "" ? 5432 : port)),
  };
}

async function tlsOptions(
  { mode, rootFile, certificateFile, keyFile, passphrase, versionMin }: PostgresqlTls,
  offered: () => Promise<boolean>,
): Promise<ConnectionOptions | false> {
  if (mode === "off" || (mode === "prefer" && !(await offered()))) return false;
  return {
    // With verify-ca any server of the authority is accepted; only verify-full checks its name.
    ...((mode === "prefer" || mode === "encrypt") && { rejectUnauthorized: false }),
    ...(mode === "verify-ca" && { checkServerIdentity: () => undefined }),
    ...(rootFile !== null && rootFile !== "system" && { ca: readCertificate("sslrootcert", rootFile) }),
    ...(certificateFile !== null && { cert: readCertificate("sslcert", certificateFile) }),
    ...(keyFile !== null && { key: readCertificate("sslkey", keyFile) }),
    ...(passphrase !== null && { passphrase }),
    ...(versionMin !== null && { minVersion: versionMin }),
  };
}

function readCertificate(parameter: string, file: string): string {
  try {
    return readFileSync(/* turbopackIgnore: true */ file, "utf8");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartupError(`${parameter} of the database's URL can't be read: ${reason}.`, { cause });
  }
}

/** Asks the server; false also when it can't be reached, because connecting then says why. */
function offersTls(host: string, port: number, timeoutMs: number): Promise<boolean> {
  // A socket on this machine isn't encrypted.
  if (host.startsWith("/")) return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const finish = (offers: boolean): void => {
      socket.destroy();
      resolve(offers);
    };
    socket.setTimeout(timeoutMs, () => finish(false));
    socket.on("error", () => finish(false));
    socket.on("end", () => finish(false));
    socket.once("data", (answer) => finish(answer[0] === "S".charCodeAt(0)));
    socket.on("connect", () => socket.write(TLS_QUESTION));
  });
}
