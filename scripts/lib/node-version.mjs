import { readFileSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "./project.mjs";

// Entry scripts call this before other imports, because an old Node may not be able to parse them.
/** Exits with one line if Node is older than `engines` in package.json requires. */
export function requireSupportedNode() {
  const { engines } = JSON.parse(readFileSync(path.join(projectFolder, "package.json"), "utf8"));
  const minimum = engines.node.replace(">=", "");
  if (isAtLeast(process.versions.node, minimum)) return;
  console.error(
    `Latchkey needs Node ${minimum} or newer; this is Node ${process.versions.node} (${process.execPath}).`,
  );
  process.exit(1);
}

/**
 * @param {string} version
 * @param {string} minimum
 * @returns {boolean}
 */
export function isAtLeast(version, minimum) {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  const [minimumMajor = 0, minimumMinor = 0, minimumPatch = 0] = minimum.split(".").map(Number);
  if (major !== minimumMajor) return major > minimumMajor;
  if (minor !== minimumMinor) return minor > minimumMinor;
  return patch >= minimumPatch;
}
