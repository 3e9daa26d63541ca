import { resolve } from "node:path";
import type { Config, DatabaseSettings } from "./config";
import { PORTION_ROWS } from "./data/tables";
import { newId } from "./platform/ids";
import type { MoveContext } from "./services/context";

/** For the command that moves the configured database into another one. */
export function createMoveContext(config: Config, target: DatabaseSettings): MoveContext {
  return {
    actor: { kind: "operator" },
    newId,
    source: config.database,
    target,
    portionRows: PORTION_ROWS,
    migrationsDirectoryOf: (provider) => resolve("prisma", provider, "migrations"),
  };
}
