import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { bundleServer } from "@/scripts/lib/bundle-server.mjs";

/** A build folder with the thread that draws by hard rules, in the project because it may import packages. */
export async function bundleRulesThread(): Promise<{ folder: string; file: string; remove(): void }> {
  const root = process.cwd();
  const folder = mkdtempSync(path.join(root, "node_modules", ".rules-thread-"));
  await bundleServer(root, path.join(folder, "server.mjs"));
  return {
    folder,
    file: path.join(folder, "rules-thread.mjs"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
