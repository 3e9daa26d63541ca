import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import type { DatabaseLimits } from "./database";
import { applicationNameOf, guardedConnections, type PostgresqlRole } from "./postgresql-client";
import type { PostgresqlConnection } from "./postgresql-connection";

const IDLE_MS = 60_000;

/** A connection pool. The reader's pool is read-only, and a burst of writes can't use up its connections. */
export function postgresqlAdapter(
  { target, options }: PostgresqlConnection,
  { role, limits, connectionsMax }: { role: PostgresqlRole; limits: DatabaseLimits; connectionsMax: number },
): { factory: SqlDriverAdapterFactory; pool: pg.Pool; dropAll(): void } {
  const { Client, dropAll } = guardedConnections({ role, limits, target });
  const pool = new pg.Pool({
    ...options,
    Client,
    application_name: applicationNameOf(target, role),
    max: connectionsMax,
    idleTimeoutMillis: target.idleSeconds === null ? IDLE_MS : target.idleSeconds * 1000,
    ...(target.lifetimeSeconds !== null && { maxLifetimeSeconds: target.lifetimeSeconds }),
    // Several statements can be on their way at once.
    pipeline: true,
  });
  // Prisma's statements are unnamed: a pooler would look for a named one on another connection.
  const factory = new PrismaPg(pool, { schema: target.schema, disposeExternalPool: true });
  return { factory, pool, dropAll };
}
