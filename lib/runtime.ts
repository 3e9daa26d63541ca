import { getConfig, type Config } from "./config";
import type { OpenDatabase } from "./data/database";
import type { ProcessLogger } from "./platform/logger";
import type { ServiceContext } from "./services/context";

/** What must exist once in a process, though two bundles of this code live in it. */
export type Runtime = {
  config: Config;
  logger: ProcessLogger;
  database: OpenDatabase;
  /** Tests switch this on: each successful reply is then held against its operation's schema. */
  validatesReplies: boolean;
  /** True when our own server works out client addresses and writes X-Forwarded-For anew; false under a plain `next start`. */
  knowsClientAddresses: boolean;
  createContext(requestId: string, address: string | null, network: string, userAgent: string | null): ServiceContext;
  nextRequestId(): string;
  close(): Promise<void>;
};

const runtimeKey = Symbol.for("latchkey.runtime");
// Only this file knows the symbol, so what it finds there is what it put there.
const processGlobals = globalThis as { [runtimeKey]?: Promise<Runtime> };

/** The process's runtime, made at the first call; whichever bundle asks first makes it for both. */
export function getRuntime(): Promise<Runtime> {
  // Loaded only by the bundle that makes it: the other one needs neither a second Prisma nor a second logger.
  processGlobals[runtimeKey] ??= import("./create-runtime").then(({ createRuntime }) => createRuntime(getConfig()));
  return processGlobals[runtimeKey];
}
