import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { replaceFile } from "./replace-file.mjs";

/** @typedef {{ release: string, fingerprint: string }} Entry */

/**
 * @param {string} root
 * @param {string} buildFolder
 * @returns {Entry | undefined}
 */
export function readEntry(root, buildFolder) {
  const file = path.join(root, buildFolder, "server.mjs");
  if (!existsSync(file)) return undefined;
  const [, release, fingerprint] = /^\/\/ (\S+) from (\S+)\n/.exec(readFileSync(file, "utf8")) ?? [];
  return release === undefined || fingerprint === undefined ? undefined : { release, fingerprint };
}

/**
 * Replaces the file with one rename, so that a concurrent start reads a complete file.
 *
 * @param {string} root
 * @param {string} buildFolder
 * @param {Entry} entry
 */
export function writeEntry(root, buildFolder, entry) {
  replaceFile(path.join(root, buildFolder, "server.mjs"), sourceOf(buildFolder, entry));
}

/**
 * @param {string} buildFolder
 * @param {Entry} entry
 */
function sourceOf(buildFolder, { release, fingerprint }) {
  return `// ${release} from ${fingerprint}
import { rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { listenForStop } from "./${release}/stop-request.mjs";

const stop = listenForStop();
// Tells later builds that this release is in use. A read-only folder has no later builds.
const mark = new URL("./${release}/running-" + process.pid, import.meta.url);
try {
  writeFileSync(mark, "");
  process.on("exit", () => rmSync(mark, { force: true }));
} catch {}

// So that the server starts from any folder.
process.chdir(fileURLToPath(new URL("${buildFolder.replace(/[^/]+/g, "..")}", import.meta.url)));
process.env.NODE_ENV = "production";
process.env.LATCHKEY_BUILD_DIRECTORY = "${buildFolder}/${release}";
const { serve } = await import("./${release}/server.mjs");
await serve(stop);
`;
}
