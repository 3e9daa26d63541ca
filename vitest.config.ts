import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: [
      "lib/**/*.test.ts",
      "emails/**/*.test.ts",
      "scripts/**/*.test.ts",
      "*.test.ts",
      "app/**/*.test.ts",
      "components/**/*.test.tsx",
    ],
    globalSetup: ["lib/testing/postgres-server.ts"],
    restoreMocks: true,
    // The default leaves one core free, which means a single worker on two cores.
    maxWorkers: "100%",
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
