import { afterAll, expect } from "vitest";

// Vitest's setup file. The test files of a worker share its process and modules, so a file must leave the process as it
// found it: this fails one that doesn't.

const atStart = stateOfProcess();
afterAll(() => expect(stateOfProcess(), "the process's state after this test file").toEqual(atStart));

function stateOfProcess() {
  return {
    folder: process.cwd(),
    environment: { ...process.env },
    // See lib/get-runtime.ts.
    runtime: Reflect.get(globalThis, Symbol.for("latchkey.runtime")),
    functions: [globalThis.fetch, globalThis.Date, globalThis.setTimeout, Date.now, Math.random],
  };
}
