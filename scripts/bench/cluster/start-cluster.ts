import { randomBytes } from "node:crypto";
import path from "node:path";
import pg from "pg";
import { startNginx } from "@/e2e/support/nginx";
import { parseConfig } from "@/lib/config";
import { createRuntime } from "@/lib/create-runtime";
import { startEmbeddedPostgres } from "@/lib/testing/embedded-postgres";
import { startRedis } from "@/lib/testing/redis-server";
import { freePort } from "../../lib/free-port.mjs";
import { serve, type Served } from "../processes.mjs";
import { fillUsers } from "../users/fill-users";

export type Cluster = {
  /** nginx in front of all processes. */
  origin: string;
  /** The processes of the product that run now. */
  processes(): readonly Served[];
  /** Stops each process in turn, and starts it again before the next one. */
  restartEach(): Promise<void>;
  database: pg.Client;
  stop(): Promise<void>;
};

/**
 * PostgreSQL that writes to disk before it acknowledges, Redis, and processes of the product behind nginx, with so many users. Each
 * process has its own data folder, as on machines of their own.
 */
export async function startCluster(options: {
  root: string;
  temporaryFolder: string;
  processes: number;
  users: number;
}): Promise<Cluster> {
  const { root, temporaryFolder } = options;
  const started: { stop(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    for (const one of started.splice(0).toReversed()) await one.stop();
  };
  try {
    const postgres = await startEmbeddedPostgres({ durable: true });
    started.push(postgres);
    const redis = await startRedis();
    started.push(redis);
    const databaseUrl = postgres.url("postgres");
    const secret = (): string => randomBytes(48).toString("base64");
    const shared = {
      DATABASE_URL: databaseUrl,
      AUTH_SECRET: secret(),
      JWT_SECRET: secret(),
      ENCRYPTION_KEY: secret(),
      PASSWORD_KEY: secret(),
    };
    await fill({ ...shared, DATA_DIR: path.join(temporaryFolder, "filling") }, options.users);

    const database = new pg.Client(databaseUrl);
    await database.connect();
    started.push({ stop: () => database.end() });

    const ports = await Promise.all(Array.from({ length: options.processes }, freePort));
    const nginx = await startNginx(
      ports.map((port) => `http://127.0.0.1:${port}`),
      `proxy_pass http://latchkey_upstream;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;`,
    );
    started.push(nginx);

    const env = {
      ...shared,
      MALLOC_ARENA_MAX: "1",
      REDIS_URL: redis.url,
      FRONTEND_URL: nginx.origin,
      TRUSTED_PROXIES: "127.0.0.1",
      PASSWORD_HASH: "argon2id",
      MAX_SESSIONS_PER_USER: "10000",
    };
    const start = (port: number): Promise<Served> =>
      serve({
        command: [process.execPath, path.join(root, "build", "server.mjs")],
        cwd: root,
        env: { ...env, DATA_DIR: path.join(temporaryFolder, `process-${port}`) },
        port,
        readyPath: "/api/health/ready",
        logFile: path.join(temporaryFolder, `process-${port}.log`),
        core: null,
      });
    const running = new Map<number, Served>();
    started.push({ stop: async () => void (await Promise.all([...running.values()].map((one) => one.stop()))) });
    for (const port of ports) running.set(port, await start(port));

    return {
      origin: nginx.origin,
      database,
      processes: () => [...running.values()],
      async restartEach() {
        for (const port of ports) {
          await running.get(port)?.stop();
          running.set(port, await start(port));
        }
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function fill(settings: Record<string, string>, users: number): Promise<void> {
  const config = parseConfig({ ...settings, LOG_LEVEL: "silent", SITE_RULES: "off" }, process.cwd());
  // Opens it once, which creates the tables.
  await (await createRuntime(config)).close();
  await fillUsers(config.database, users, new Date());
}
