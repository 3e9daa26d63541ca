// `npm run dev`: the server in Next's development mode. Changes in app/ and components/ apply at once; after a change
// to server.ts or the API, restart it.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { requireSupportedNode } from "./lib/node-version.mjs";
import { stopWithParent } from "./lib/parent-watch.mjs";

requireSupportedNode();
stopWithParent();
const { writeBuildTsconfig } = await import("./lib/build-tsconfig.mjs");
const { bundleServer } = await import("./lib/bundle-server.mjs");
const { preparePackages, preparePrismaClient } = await import("./lib/prepare.mjs");
const { projectFolder } = await import("./lib/project.mjs");
const { runScript } = await import("./lib/step.mjs");
const { writeVendorAssets } = await import("./lib/vendor-assets.mjs");

const developmentFolder = "build/development";
const bundled = (/** @type {string} */ name) => path.join(projectFolder, developmentFolder, name);
await runScript(async () => {
  await preparePackages(projectFolder);
  await preparePrismaClient(projectFolder);
  writeVendorAssets(projectFolder);
  writeBuildTsconfig(projectFolder, developmentFolder);
  await bundleServer(projectFolder, bundled("server.mjs"));
});

process.chdir(projectFolder);
process.setSourceMapsEnabled(true);
Object.assign(process.env, {
  NODE_ENV: "development",
  NEXT_TELEMETRY_DISABLED: "1",
  LATCHKEY_DEV: "1",
  LATCHKEY_BUILD_DIRECTORY: developmentFolder,
});
const { listenForStop } = await import(pathToFileURL(bundled("stop-request.mjs")).href);
const stop = listenForStop();
const { serve } = await import(pathToFileURL(bundled("server.mjs")).href);
await serve(stop);
