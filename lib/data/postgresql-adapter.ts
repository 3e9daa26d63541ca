import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type { DatabaseLimits } from "./database";
import { droppableConnections } from "./postgresql-client";

export type PostgresqlRole = "reader" | "writer";

/** A connection pool. The reader's pool is read-only, and a burst of writes can't use up its connections. */
export function postgresqlAdapter(
  url: string,
  role: PostgresqlRole,
  limits: DatabaseLimits,
): { factory: SqlDriverAdapterFactory; dropAll(): void } {
  const { Client, dropAll } = droppableConnections(limits);
  const factory = new PrismaPg({
    Client,
    connectionString: role === "reader" ? readOnly(url) : url,
    application_name: `latchkey-${role}`,
    max: limits.connectionsMax,
    connectionTimeoutMillis: limits.writeWaitMaxMs,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    statement_timeout: limits.writeMaxMs,
    // A process that hangs inside a transaction must not keep its locks.
    idle_in_transaction_session_timeout: 2 * limits.writeMaxMs,
  });
  return { factory, dropAll };
}

function readOnly(url: string): string {
  const target = new URL(url);
  const given = target.searchParams.get("options");
  // Set in the URL, because pg prefers the URL's options to those of the configuration object.
  target.searchParams.set("options", [given, "-c default_transaction_read_only=on"].filter(Boolean).join(" "));
  return target.href;
}
