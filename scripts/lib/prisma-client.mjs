import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { prismaClientFingerprint } from "./fingerprint.mjs";
import { run } from "./run.mjs";
import { say, StepFailed } from "./step.mjs";

/** @param {string} root */
const outputFolder = (root) => path.join(root, "lib", "data", "generated");
/** @param {string} root */
const stampFile = (root) => path.join(outputFolder(root), ".fingerprint");

/**
 * @param {string} root
 * @returns {boolean}
 */
export function prismaClientIsFresh(root) {
  return (
    existsSync(stampFile(root)) &&
    readFileSync(stampFile(root), "utf8") === prismaClientFingerprint(root) &&
    ["sqlite", "postgresql"].every((provider) => existsSync(path.join(outputFolder(root), provider, "client.ts")))
  );
}

/** @param {string} root */
export async function generatePrismaClient(root) {
  say("Generating the database client.");
  const fingerprint = prismaClientFingerprint(root);
  rmSync(stampFile(root), { force: true });
  const exitCode = await run(process.execPath, [path.join("scripts", "prisma-generate.mjs")], { cwd: root });
  if (exitCode !== 0) throw new StepFailed("The database client could not be generated. See the error above.");
  mkdirSync(outputFolder(root), { recursive: true });
  writeFileSync(stampFile(root), fingerprint);
}
