import path from "node:path";
import { StepFailed } from "./step.mjs";

/**
 * Bundles server.ts and all of our modules that it imports into one file; packages stay external. The mail renderer
 * becomes a second file that includes its packages: many servers send no mail, and it needs only an eighth of React
 * Email's packages. The handler of the signals to stop, which is loaded before the server, and the threads that draw by hard
 * rules, check the audit log and make backups are four more.
 *
 * @param {string} root
 * @param {string} outputFile
 */
export async function bundleServer(root, outputFile) {
  // Imported here, because it doesn't exist until the packages are installed.
  const { build, stop } = await import("esbuild");
  /** @satisfies {import("esbuild").BuildOptions} */
  const common = {
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: true,
    tsconfig: path.join(root, "tsconfig.json"),
    metafile: true,
    logLevel: "warning",
  };
  try {
    const server = await build({
      ...common,
      entryPoints: ["server.ts"],
      outfile: outputFile,
      packages: "external",
      plugins: [leaveOut(mailRenderer)],
    });
    const renderer = await build({
      ...common,
      entryPoints: [mailRenderer.source],
      outfile: path.join(path.dirname(outputFile), mailRenderer.output),
      minify: true,
      define: { "process.env.NODE_ENV": '"production"' },
      // React and others are CommonJS, and load Node's modules with require.
      banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    });
    const stopRequest = await build({
      ...common,
      entryPoints: ["lib/platform/stop-request.ts"],
      outfile: path.join(path.dirname(outputFile), "stop-request.mjs"),
    });
    const rulesThread = await build({
      ...common,
      entryPoints: ["lib/platform/rules-thread.ts"],
      outfile: path.join(path.dirname(outputFile), "rules-thread.mjs"),
    });
    const auditCheckThread = await build({
      ...common,
      entryPoints: ["lib/audit-check-thread.ts"],
      outfile: path.join(path.dirname(outputFile), "audit-check-thread.mjs"),
      packages: "external",
    });
    const backupThread = await build({
      ...common,
      entryPoints: ["lib/backup-thread.ts"],
      outfile: path.join(path.dirname(outputFile), "backup-thread.mjs"),
      packages: "external",
    });
    for (const { metafile } of [server, renderer, stopRequest, rulesThread, auditCheckThread, backupThread])
      refuseMissingModules(metafile);
  } catch (error) {
    if (error instanceof StepFailed) throw error;
    throw new StepFailed("server.ts could not be bundled. See the error above.");
  } finally {
    await stop();
  }
}

const mailRenderer = { name: "@/emails/render-mail", source: "emails/render-mail.ts", output: "mail-renderer.mjs" };

/**
 * esbuild would bundle a dynamic import into the same file, and load its packages at start.
 *
 * @param {{ name: string, output: string }} module
 * @returns {import("esbuild").Plugin}
 */
function leaveOut({ name, output }) {
  return {
    name: "leave-out",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^@\/emails\// }, (args) =>
        args.path === name ? { path: `./${output}`, external: true } : undefined,
      ),
  };
}

/**
 * esbuild treats an alias without a target as an external package that exists at run time.
 *
 * @param {import("esbuild").Metafile} metafile
 */
function refuseMissingModules(metafile) {
  for (const [file, { imports }] of Object.entries(metafile.inputs)) {
    const missing = imports.find((entry) => entry.external === true && entry.path.startsWith("@/"));
    if (missing !== undefined) throw new StepFailed(`${file} imports ${missing.path}, which does not exist.`);
  }
}
