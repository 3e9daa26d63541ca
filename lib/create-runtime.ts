import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import type { Config } from "./config";
import { openDatabase } from "./data/database";
import { prepareInstallation } from "./data/installation";
import { secureRandom } from "./domain/random";
import { keyCheckOf } from "./platform/key-check";
import { createLogger } from "./platform/logger";
import { createMemoryLimiter } from "./platform/memory-limiter";
import { loadSecrets } from "./platform/secrets-file";
import { createSingleFlight } from "./platform/single-flight";
import type { Runtime } from "./runtime";

/** Joins the services' ports to their real implementations. Throws an Error with one clear sentence when it can't. */
export async function createRuntime(config: Config): Promise<Runtime> {
  const secrets = loadSecrets(config);
  const logger = createLogger(config.logLevel);
  const database = await openDatabase(config.database, {
    migrationsDirectory: resolve("prisma", config.database.provider, "migrations"),
  });
  try {
    await prepareInstallation(database, secrets.ENCRYPTION_KEY.map(keyCheckOf));
  } catch (error) {
    await database.close();
    throw error;
  }

  const nowMs = () => performance.now();
  const limiter = createMemoryLimiter(nowMs);
  const shared = createSingleFlight(nowMs);
  const nodeId = randomBytes(9).toString("base64url");
  const settings = { generatorLimit: config.generatorLimit };
  let requestCount = 0;

  return {
    config,
    logger,
    database,
    validatesReplies: false,
    knowsClientAddresses: false,
    createContext: (id, address, network, userAgent) => ({
      actor: { kind: "anonymous" },
      request: { id, address, network, userAgent },
      settings,
      db: database.reader,
      write: database.write,
      random: secureRandom,
      now: () => new Date(),
      limiter,
      shared,
      log: logger,
      nodeId,
      rateLimit: null,
    }),
    // Unique among all processes by the node's random part; counting is far cheaper than drawing for each request.
    nextRequestId: () => `${nodeId}-${(requestCount += 1).toString(36)}`,
    close: async () => {
      await database.close();
      logger.flushNow();
    },
  };
}
