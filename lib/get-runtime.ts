import { getConfig } from "./config";
import type { Runtime } from "./runtime";

const runtimeKey = Symbol.for("latchkey.runtime");
// Only this file knows the symbol, so what it finds there is what it put there.
const processGlobals = globalThis as { [runtimeKey]?: Promise<Runtime> };

/** The process's runtime, made at the first call; whichever bundle asks first makes it for both. */
export function getRuntime(): Promise<Runtime> {
  // Loaded only by the bundle that makes it: the other one needs neither a second Prisma nor a second logger.
  processGlobals[runtimeKey] ??= import("./create-runtime").then(({ createRuntime }) => createRuntime(getConfig()));
  return processGlobals[runtimeKey];
}
