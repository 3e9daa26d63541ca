import pg from "pg";
import type { DatabaseLimits } from "./database";
import { operationMaxMs } from "./time-limits";

// A server that works cancels the statement by itself at its limit, and its reply still arrives within this time.
const GRACE_MS = 500;

/** What `query` is called with by the pool and by Prisma's adapter; pg's types list each overload. */
type AnyQuery = (...values: unknown[]) => unknown;
type Callback = (...results: unknown[]) => void;

/** The connections of one pool, each dropped when a query gets no reply in time. A hung server never closes one. */
export function droppableConnections(limits: DatabaseLimits): { Client: typeof pg.Client; dropAll(): void } {
  const open = new Set<pg.Client>();

  class DroppableClient extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      open.add(this);
      this.once("end", () => open.delete(this));
      const send: AnyQuery = super.query.bind(this);
      this.query = ((...values: unknown[]) => {
        const milliseconds = operationMaxMs(limits) + GRACE_MS;
        const timer = setTimeout(() => dropConnection(this, `no reply in ${milliseconds} ms`), milliseconds);
        const stop = (): void => clearTimeout(timer);
        const callback = values.at(-1);
        if (typeof callback === "function") {
          return send(...values.slice(0, -1), (...results: unknown[]) => {
            stop();
            (callback as Callback)(...results);
          });
        }
        const reply = send(...values);
        if (reply instanceof Promise) reply.then(stop, stop);
        else stop();
        return reply;
      }) as typeof this.query;
    }
  }

  return {
    Client: DroppableClient,
    dropAll: () => {
      for (const client of open) dropConnection(client, "the database is being closed");
    },
  };
}

/** Closes the socket without waiting for the server. All queries on it fail, and the pool removes the connection. */
export function dropConnection(client: pg.Client, reason: string): void {
  // pg's types leave the connection out; it is the only way to its socket.
  const { connection } = client as unknown as { connection: { stream: { destroy(error?: Error): void } } };
  connection.stream.destroy(new Error(`Connection terminated: ${reason}`));
}
