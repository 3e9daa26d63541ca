import { getConfig } from "./config";
import type { Runtime } from "./runtime";

const runtimeKey = Symbol.for("latchkey.runtime");
// Only this file uses the symbol, so the value has this type.
const processGlobals = globalThis as { [runtimeKey]?: Promise<Runtime> };

/** The process's runtime, created at the first call from either bundle. */
export function getRuntime(): Promise<Runtime> {
  // Loaded only by the bundle that creates the runtime, so that the other one loads no second Prisma and logger.
  processGlobals[runtimeKey] ??= import("./create-runtime").then(({ createRuntime }) => createRuntime(getConfig()));
  return processGlobals[runtimeKey];
}
