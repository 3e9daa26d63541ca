import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { bundleServer } from "@/scripts/lib/bundle-server.mjs";

/** A build folder with the worker threads, in the project because they may import packages. */
export async function bundleThreads(): Promise<{ folder: string; rulesThread: string; remove(): void }> {
  const root = process.cwd();
  const folder = mkdtempSync(path.join(root, "node_modules", ".threads-"));
  await bundleServer(root, path.join(folder, "server.mjs"));
  return {
    folder,
    rulesThread: path.join(folder, "rules-thread.mjs"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
