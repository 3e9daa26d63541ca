import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { replaceFile } from "./replace-file.mjs";
import { StepFailed } from "./step.mjs";

// The API documentation pages must not load anything from another host.
const redocBadge = "https://cdn.redoc.ly/redoc/logo-mini.svg";
const emptyPicture = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>\n';

/** Each file of public/vendor, and how it is generated from node_modules. @type {Record<string, (packages: string) => string>} */
const assets = {
  "swagger-ui.css": (packages) => withoutSourceMap(read(packages, "swagger-ui-dist/swagger-ui.css")),
  "swagger-ui-bundle.js": (packages) => withoutSourceMap(read(packages, "swagger-ui-dist/swagger-ui-bundle.js")),
  "swagger-ui-bundle.js.LICENSE.txt": (packages) => read(packages, "swagger-ui-dist/swagger-ui-bundle.js.LICENSE.txt"),
  "swagger-ui.LICENSE.txt": (packages) => read(packages, "swagger-ui-dist/LICENSE"),
  "swagger-ui.NOTICE.txt": (packages) => read(packages, "swagger-ui-dist/NOTICE"),
  "redoc.standalone.js": (packages) =>
    withLocalBadge(withoutSourceMap(read(packages, "redoc/bundles/redoc.standalone.js"))),
  "redoc.standalone.js.LICENSE.txt": (packages) => read(packages, "redoc/bundles/redoc.standalone.js.LICENSE.txt"),
  "redoc.LICENSE.txt": (packages) => read(packages, "redoc/LICENSE"),
  "redoc-badge.svg": () => emptyPicture,
};

export const vendorAssetNames = Object.keys(assets);

/** @param {string} root */
const vendorFolder = (root) => path.join(root, "public", "vendor");

/**
 * @param {string} root
 * @returns {boolean}
 */
export function vendorAssetsArePresent(root) {
  return vendorAssetNames.every((name) => existsSync(path.join(vendorFolder(root), name)));
}

/** @param {string} root */
export function writeVendorAssets(root) {
  mkdirSync(vendorFolder(root), { recursive: true });
  for (const [name, make] of Object.entries(assets)) {
    const file = path.join(vendorFolder(root), name);
    const content = make(path.join(root, "node_modules"));
    if (!existsSync(file) || readFileSync(file, "utf8") !== content) replaceFile(file, content);
  }
}

/**
 * @param {string} packages
 * @param {string} name
 */
function read(packages, name) {
  return readFileSync(path.join(packages, name), "utf8");
}

/** @param {string} source */
function withoutSourceMap(source) {
  return source.replace(/\n?(\/\/# sourceMappingURL=\S+|\/\*# sourceMappingURL=\S+\*\/)\s*$/, "\n");
}

/** @param {string} source */
export function withLocalBadge(source) {
  const patched = source.replaceAll(redocBadge, "/vendor/redoc-badge.svg");
  if (patched === source || patched.includes("cdn.redoc.ly")) {
    throw new StepFailed(
      `redoc no longer loads its badge from ${redocBadge}: look what it loads now, and adapt scripts/lib/vendor-assets.mjs.`,
    );
  }
  return patched;
}
