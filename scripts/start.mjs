// `npm start`: installs, generates and builds what is missing or out of date, then becomes the server. Node's own modules only.
import path from "node:path";
import { pathToFileURL } from "node:url";
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
  await prepareBuild(projectFolder, "build");
});

// In this same process, so that stop signals and the exit code are the server's own, and no idle parent costs memory.
process.chdir(projectFolder);
await import(pathToFileURL(path.join(projectFolder, "build", "server.mjs")).href);
