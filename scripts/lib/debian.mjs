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
 */
export async function installFromDebian(root, packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update"], { cwd: root, env });
  await run("apt-get", ["install", "-y", "--no-install-recommends", ...packages], { cwd: root, env });
}
