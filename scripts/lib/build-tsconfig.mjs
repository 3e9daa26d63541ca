import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Next adds its output folder to the TypeScript configuration that it uses: each folder gets its own file, so that the
 * project's stays unchanged.
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
