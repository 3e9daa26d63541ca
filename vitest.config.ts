import { availableParallelism } from "node:os";
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
      "components/**/*.test.{ts,tsx}",
    ],
    globalSetup: ["lib/testing/postgres-server.ts"],
    setupFiles: ["lib/testing/leave-no-trace.ts"],
    restoreMocks: true,
    // The files of a worker share their modules: importing and compiling them again for each file was half of all the
    // work. Modules keep only caches as state, and the setup file fails a file that leaves a trace in the process.
    isolate: false,
    // One more than cores, because many tests wait: for a disk, a process or a database.
    maxWorkers: availableParallelism() + 1,
    // No test takes a third of this on a quiet machine. The rest is for slow and busy machines.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
