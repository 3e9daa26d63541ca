import { existsSync, readFileSync } from "node:fs";
import { run } from "./run.mjs";

/** Whether packages can be installed here without a password. */
export function isDebianRoot() {
  if (process.getuid?.() !== 0 || !existsSync("/etc/os-release")) return false;
  // Ubuntu's chromium package only points to a snap.
  return /^ID="?debian"?$/m.test(readFileSync("/etc/os-release", "utf8"));
}

/**
 * @param {string} root
 * @param {readonly string[]} packages
 * @returns {Promise<boolean>} whether all are installed; apt-get installs none when one doesn't exist
 */
export async function installFromDebian(root, packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update"], { cwd: root, env });
  return (await run("apt-get", ["install", "-y", "--no-install-recommends", ...packages], { cwd: root, env })) === 0;
}
