import path from "node:path";
import type { TestProject } from "vitest/node";
import { startLatchkey } from "../support/latchkey-process";

declare module "vitest" {
  interface ProvidedContext {
    /** The origin of one running server, shared by the test files that change nothing on it. */
    origin: string;
  }
}

export default async function startSharedServer(project: TestProject): Promise<() => Promise<void>> {
  const latchkey = await startLatchkey({
    settings: {
      TRUSTED_PROXIES: "127.0.0.1",
      SITE_RULES: path.join(project.config.root, "e2e/support/site-rules.json"),
    },
  });
  try {
    await latchkey.ready();
  } catch (error) {
    await latchkey.dispose();
    throw error;
  }
  project.provide("origin", latchkey.origin);
  return () => latchkey.dispose();
}
