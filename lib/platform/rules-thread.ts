// Runs in a worker thread, where compiling rules may block. Bundled into one file beside the server's, see
// scripts/lib/bundle-server.mjs.
import { isMainThread } from "node:worker_threads";
import {
  compileWanted,
  drawCompiled,
  type CompiledWanted,
  type DrawnWanted,
  type WantedByRules,
} from "@/lib/domain/passwords/compile-wanted";
import { secureRandom } from "@/lib/domain/random";
import { lowerPriority } from "./lower-priority.mjs";

export type DrawTask = { wanted: WantedByRules; count: number };
export type DrawDone = { drawn: DrawnWanted; milliseconds: number };

// Hard rules take megabytes, and only requests for many passwords come back for the same ones.
const COMPILED_MAX = 4;

if (!isMainThread) lowerPriority();

/** Settings only, never a password; the last used ones are at the end. */
const compiled = new Map<string, CompiledWanted>();

export default function draw({ wanted, count }: DrawTask): DrawDone {
  const startedAt = performance.now();
  const drawn = drawCompiled(compiledOf(wanted), count, secureRandom);
  return { drawn, milliseconds: performance.now() - startedAt };
}

function compiledOf(wanted: WantedByRules): CompiledWanted {
  const key = JSON.stringify(wanted);
  const known = compiled.get(key) ?? compileWanted(wanted);
  compiled.delete(key);
  compiled.set(key, known);
  for (const oldest of compiled.keys()) {
    if (compiled.size <= COMPILED_MAX) break;
    compiled.delete(oldest);
  }
  return known;
}
