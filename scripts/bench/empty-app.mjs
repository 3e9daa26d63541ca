import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

const files = {
  "package.json": '{ "private": true }\n',
  // The packages are those of the project, behind a link.
  "next.config.mjs":
    'export default { poweredByHeader: false, turbopack: { root: "/" }, outputFileTracingRoot: "/" };\n',
  "app/layout.js":
    'import { createElement } from "react";\nexport default function Layout({ children }) {\n  return createElement("html", { lang: "en" }, createElement("body", null, children));\n}\n',
  // Rendered for each request, as our pages are.
  "app/page.js":
    'import { createElement } from "react";\nexport const dynamic = "force-dynamic";\nexport default function Page() {\n  return createElement("p", null, "Empty");\n}\n',
};

/**
 * Builds an app of one empty page with our version of Next, the peer for start, memory and scripts.
 *
 * @param {{ root: string, temporaryFolder: string }} options
 * @returns {{ folder: string, command: string[] }}
 */
export function buildEmptyApp({ root, temporaryFolder }) {
  const folder = path.join(temporaryFolder, "empty-app");
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  const next = path.join(root, "node_modules", "next", "dist", "bin", "next");
  const { status, stdout, stderr } = spawnSync(process.execPath, [next, "build"], {
    cwd: folder,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`The empty app could not be built:\n${stdout}${stderr}`);
  return { folder, command: [process.execPath, next, "start", "--port", "{port}"] };
}
