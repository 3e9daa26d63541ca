// `npm start`: installs, generates and builds what is missing or out of date, then runs the server. Imports only Node's modules.
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

// In the same process, so that signals and the exit code are the server's, and no idle parent process uses memory.
await import(pathToFileURL(path.join(projectFolder, "build", "server.mjs")).href);
