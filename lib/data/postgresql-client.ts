import pg from "pg";
import type { DatabaseLimits } from "./database";
import { startOfTransaction, type PostgresqlConnection } from "./postgresql-connection";
import { operationMaxMs } from "./time-limits";

// A server that works cancels the statement by itself at its limit, and its reply still arrives within this time.
const GRACE_MS = 500;

export type PostgresqlRole = "reader" | "writer";

/** The name that a server's connections have in PostgreSQL's list. */
export function applicationNameOf({ applicationName }: PostgresqlConnection["target"], role: PostgresqlRole): string {
  return applicationName ?? `latchkey-${role}`;
}

export function serverApplicationNames(target: PostgresqlConnection["target"]): string[] {
  // Another server may have a URL without a name.
  const roles = ["reader", "writer"] as const;
  return roles.flatMap((role) => [applicationNameOf(target, role), `latchkey-${role}`]);
}

/** What `query` is called with by the pool and by Prisma's adapter; pg's types list each overload. */
type AnyQuery = (...values: unknown[]) => unknown;
type Callback = (error: unknown, result?: unknown) => void;

type Purpose = { role: PostgresqlRole; limits: DatabaseLimits; target: PostgresqlConnection["target"] };

/**
 * The connections of one pool. A pooler between here and PostgreSQL can give each transaction another connection, so
 * nothing is set for a connection: every transaction begins with all that it needs, and each statement of a reader is
 * a read-only transaction of its own. A connection is dropped when a query gets no reply in time, because a hung server
 * never closes one.
 */
export function guardedConnections({ role, limits, target }: Purpose): { Client: typeof pg.Client; dropAll(): void } {
  const open = new Set<pg.Client>();
  const begin = (): string => {
    const own = operationMaxMs(limits);
    // A job's statements have the job's own time.
    const statementMs = own > limits.operationMaxMs ? own : limits.writeMaxMs;
    const idleMs = 2 * Math.max(statementMs, limits.writeMaxMs);
    return startOfTransaction(target, { access: role === "reader" ? "ONLY" : "WRITE", statementMs, idleMs });
  };

  class GuardedClient extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      open.add(this);
      this.once("end", () => open.delete(this));
      if (target.channelBinding === "require") requireChannelBinding(this);
      const send: AnyQuery = super.query.bind(this);
      let isInTransaction = false;
      const run = (values: unknown[], done: Callback): void => {
        const text = textOf(values);
        if (text === "BEGIN") {
          isInTransaction = true;
          send(begin(), done);
        } else if (text === "COMMIT" || text === "ROLLBACK") {
          isInTransaction = false;
          send(...values, done);
        } else if (role === "reader" && !isInTransaction && !isSentAlone(values)) alone(send, begin(), values, done);
        else send(...values, done);
      };
      this.query = ((...values: unknown[]) => {
        const milliseconds = operationMaxMs(limits) + GRACE_MS;
        const timer = setTimeout(() => dropConnection(this, `no reply in ${milliseconds} ms`), milliseconds);
        const callback = values.at(-1);
        if (typeof callback === "function") {
          return run(values.slice(0, -1), (error, result) => {
            clearTimeout(timer);
            (callback as Callback)(error, result);
          });
        }
        return new Promise((resolve, reject) => {
          run(values, (error, result) => {
            clearTimeout(timer);

            if (error) reject(error);
            else resolve(result);
          });
        });
      }) as typeof this.query;
    }
  }

  return {
    Client: GuardedClient,
    dropAll: () => {
      for (const client of open) dropConnection(client, "the database is being closed");
    },
  };
}

/** Runs a statement as a transaction of its own. All three parts are sent at once, so it takes no longer than one. */
function alone(send: AnyQuery, begin: string, values: unknown[], done: Callback): void {
  let failure: unknown;
  let outcome: unknown;
  const keep = (error: unknown): void => void (failure ??= error ?? undefined);
  send(begin, keep);
  send(...values, (error: unknown, result: unknown) => {
    keep(error);
    outcome = result;
  });
  // After a failure it rolls back. The connection is free only when this has been answered.
  send("COMMIT", (error: unknown) => {
    keep(error);
    if (failure === undefined) done(null, outcome);
    else done(failure);
  });
}

/** Marks a query that needs no transaction around it: it reads, and depends on no setting. */
export const sentAlone = { [Symbol.for("latchkey.sentAlone")]: true };

function isSentAlone([query]: unknown[]): boolean {
  return typeof query === "object" && query !== null && Symbol.for("latchkey.sentAlone") in query;
}

function textOf([query]: unknown[]): string {
  if (typeof query === "string") return query;
  const text: unknown = typeof query === "object" && query !== null ? Reflect.get(query, "text") : undefined;
  return typeof text === "string" ? text : "";
}

/** Drops a connection whose server doesn't bind the log-in to the encryption (SCRAM-SHA-256-PLUS, RFC 5802). */
export function requireChannelBinding(client: pg.Client): void {
  const connection = connectionOf(client);
  const drop = (): void =>
    dropConnection(client, "the server doesn't offer channel binding, which channel_binding=require asks for");
  let isBound = false;
  connection.on("authenticationSASL", (message: { mechanisms: string[] }) => {
    isBound = message.mechanisms.includes("SCRAM-SHA-256-PLUS");
    if (!isBound) drop();
  });
  for (const other of ["authenticationCleartextPassword", "authenticationMD5Password"]) connection.on(other, drop);
  connection.on("authenticationOk", () => void (isBound || drop()));
}

/** Closes the socket without waiting for the server. All queries on it fail, and the pool removes the connection. */
export function dropConnection(client: pg.Client, reason: string): void {
  connectionOf(client).stream.destroy(new Error(`Connection terminated: ${reason}`));
}

type Connection = {
  stream: { destroy(error?: Error): void };
  on(event: string, listener: (message: { mechanisms: string[] }) => void): void;
};

/** pg's types leave the connection out; it is the only way to its socket and to the server's messages. */
function connectionOf(client: pg.Client): Connection {
  return (client as unknown as { connection: Connection }).connection;
}
