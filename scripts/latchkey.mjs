#!/usr/bin/env node
// `npx --no latchkey COMMAND`: commands that need no server, from a checkout.
import { existsSync } from "node:fs";
import path from "node:path";
import { requireSupportedNode } from "./lib/node-version.mjs";
import { projectFolder } from "./lib/project.mjs";

requireSupportedNode();

const usage = `Usage:
  npx --no latchkey generate [OPTIONS]   makes a password; generate --help lists the options`;

const [command, ...args] = process.argv.slice(2);
if (command === "generate") {
  process.exitCode = await generate();
} else if (command === "--help" || command === "-h") {
  console.log(usage);
} else {
  console.error(usage);
  process.exitCode = 2;
}

/** @returns {Promise<number>} */
async function generate() {
  if (!existsSync(path.join(projectFolder, "node_modules", "tsx"))) {
    console.error("The packages are not installed. Run npm ci in the checkout first.");
    return 1;
  }
  const { tsImport } = await import("tsx/esm/api");
  // Set explicitly, because tsx would search the caller's working directory.
  const tsconfig = path.join(projectFolder, "tsconfig.json");
  const { runGenerate } = await tsImport("./latchkey/generate.ts", { parentURL: import.meta.url, tsconfig });
  return runGenerate(args);
}
