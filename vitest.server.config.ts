import { defineConfig } from "vitest/config";

// Tests of the built server over HTTP. `npm test -- server` builds it first.
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["e2e/server/**/*.test.ts"],
    globalSetup: ["e2e/server/global-setup.ts"],
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
