import { parseConfig } from "@/lib/config";
import { createRuntime } from "@/lib/create-runtime";
import type { Runtime } from "@/lib/runtime";
import { asStartupError } from "@/lib/start-failures";
import { prepareFirstAdministrator } from "@/lib/web/jobs/first-administrator";

/** Starts on a data folder as server.ts does, and stops; returns the sentence of a refusal, or null. */
export async function startAndStop(
  dataFolder: string,
  work: (runtime: Runtime) => Promise<void> = async () => undefined,
  settings: Record<string, string> = {},
): Promise<string | null> {
  try {
    const config = parseConfig(
      { DATA_DIR: dataFolder, LOG_LEVEL: "silent", SITE_RULES: "off", ...settings },
      process.cwd(),
    );
    const runtime = await createRuntime(config, { bcryptCost: 4 });
    try {
      await prepareFirstAdministrator(runtime);
      await work(runtime);
    } finally {
      await runtime.close();
    }
    return null;
  } catch (error) {
    const refusal = asStartupError(error);
    if (refusal === null) throw error;
    return refusal.message;
  }
}
