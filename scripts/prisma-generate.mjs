// Generates both Prisma clients (lib/data/generated) from prisma/models.prisma. Imports only Node's modules.
import { spawn } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const outcomes = await Promise.all(["sqlite", "postgresql"].map(generate));
const failed = outcomes.filter((outcome) => outcome.exitCode !== 0);
for (const { provider, output } of failed) {
  console.error(`The Prisma client for ${provider} could not be generated:\n${output}`);
}
process.exitCode = failed.length === 0 ? 0 : 1;

/** @param {string} provider */
function generate(provider) {
  const folder = path.join(root, "prisma", provider);
  copyFileSync(path.join(root, "prisma", "models.prisma"), path.join(folder, "models.prisma"));

  const child = spawn(process.execPath, [prismaCommand(), "generate", "--schema", folder], {
    cwd: root,
    env: {
      ...process.env,
      // The CLI requires an engine file but doesn't run it here; without this setting it would download one.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });

  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ provider, exitCode: 1, output: String(error) }));
    child.on("close", (exitCode) => resolve({ provider, exitCode: exitCode ?? 1, output }));
  });
}

function prismaCommand() {
  const manifest = createRequire(import.meta.url).resolve("prisma/package.json");
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  return path.join(path.dirname(manifest), typeof bin === "string" ? bin : bin.prisma);
}
