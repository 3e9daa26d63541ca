import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseConfig } from "@/lib/config";
import { createRuntime } from "@/lib/create-runtime";
import type { Runtime } from "@/lib/runtime";

// bcrypt's minimum: tests count hashes, they don't time them.
const TEST_BCRYPT_COST = 4;

/** A real runtime on its own database that validates every reply against its schema; `dispose` removes everything. */
export async function createTestRuntime(
  environment: Record<string, string> = {},
  options: { now?: () => Date } = {},
): Promise<{ runtime: Runtime; dispose(): Promise<void> }> {
  const dataDirectory = mkdtempSync(join(tmpdir(), "latchkey-test-"));
  const config = parseConfig(
    { DATA_DIR: dataDirectory, LOG_LEVEL: "silent", SITE_RULES: "off", ...environment },
    process.cwd(),
  );
  const runtime = await createRuntime(config, { bcryptCost: TEST_BCRYPT_COST, ...options });
  runtime.validatesReplies = true;
  return {
    runtime,
    dispose: async () => {
      await runtime.close();
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}
