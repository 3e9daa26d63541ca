import path from "node:path";
import { StepFailed } from "./step.mjs";

/**
 * Bundles server.ts, with everything of ours that it imports, into one module; packages stay where they are.
 *
 * @param {string} root
 * @param {string} outputFile
 */
export async function bundleServer(root, outputFile) {
  // Imported here, because it is not there before the packages are installed.
  const { build, stop } = await import("esbuild");
  try {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: ["server.ts"],
      outfile: outputFile,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      packages: "external",
      sourcemap: true,
      tsconfig: path.join(root, "tsconfig.json"),
      metafile: true,
      logLevel: "warning",
    });
    refuseMissingModules(metafile);
  } catch (error) {
    if (error instanceof StepFailed) throw error;
    throw new StepFailed("server.ts could not be bundled; the reason stands above.");
  } finally {
    await stop();
  }
}

/**
 * To esbuild, an alias that leads nowhere is a package that will be there at run time.
 *
 * @param {import("esbuild").Metafile} metafile
 */
function refuseMissingModules(metafile) {
  for (const [file, { imports }] of Object.entries(metafile.inputs)) {
    const missing = imports.find((entry) => entry.external === true && entry.path.startsWith("@/"));
    if (missing !== undefined) throw new StepFailed(`${file} imports ${missing.path}, which does not exist.`);
  }
}
