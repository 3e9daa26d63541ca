// Runs in a worker thread, where a check may block. Bundled into one file beside the server's, see
// scripts/lib/bundle-server.mjs.
import { parentPort, workerData } from "node:worker_threads";
import type { ChainTip } from "./data/audit-chain";
import { connectDatabase } from "./data/connect-database";
import type { DatabaseLocation } from "./data/database-location";
import { inBackground } from "./data/time-limits";
import { createAuditSealer } from "./platform/audit-sealer";
import { lowerPriority } from "./platform/lower-priority.mjs";
import { findFault } from "./services/audit-log/find-fault";
import type { AuditFault, ChainLink } from "./services/context";

export type AuditCheckData = {
  location: DatabaseLocation;
  keys: readonly string[];
  range: { after: ChainLink; tip: ChainTip };
};
export type AuditCheckDone = { fault: AuditFault | null } | { failure: string };

const { location, keys, range } = workerData as AuditCheckData;

lowerPriority();

parentPort?.postMessage(await check());

async function check(): Promise<AuditCheckDone> {
  try {
    const database = await connectDatabase(location, { access: "read", limits: { connectionsMax: 1 } });
    try {
      const context = {
        actor: { kind: "operator" },
        db: database.reader,
        auditSealer: createAuditSealer(keys),
      } as const;
      return { fault: await inBackground(() => findFault(context, range)) };
    } finally {
      await database.close();
    }
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
