import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Next adds its output folder to the TypeScript configuration that it works with: each folder gets one of its own, so that
 * the project's stays as it is.
 *
 * @param {string} root
 * @param {string} folder from the root, with forward slashes
 */
export function writeBuildTsconfig(root, folder) {
  const toRoot = path.posix.relative(folder, ".");
  const configuration = { extends: `${toRoot}/tsconfig.json`, include: [`${toRoot}/**/*.ts`, `${toRoot}/**/*.tsx`] };
  mkdirSync(path.join(root, folder), { recursive: true });
  writeFileSync(path.join(root, folder, "tsconfig.json"), JSON.stringify(configuration));
}
