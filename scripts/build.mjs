// `npm run build`: builds into build/ or LATCHKEY_BUILD_DIRECTORY, even if the build is up to date.
import { requireSupportedNode } from "./lib/node-version.mjs";
import { stopWithParent } from "./lib/parent-watch.mjs";

requireSupportedNode();
stopWithParent();
const { preparePackages, prepareBuild, preparePrismaClient } = await import("./lib/prepare.mjs");
const { projectFolder } = await import("./lib/project.mjs");
const { runScript } = await import("./lib/step.mjs");

await runScript(async () => {
  await preparePackages(projectFolder);
  await preparePrismaClient(projectFolder);
  await prepareBuild(projectFolder, process.env["LATCHKEY_BUILD_DIRECTORY"] || "build", { force: true });
});
