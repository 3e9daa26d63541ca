// `node scripts/install.mjs`: installs the packages and generates the database client, as `npm start` and `npm test` do.
import { requireSupportedNode } from "./lib/node-version.mjs";

requireSupportedNode();
const { preparePackages, preparePrismaClient } = await import("./lib/prepare.mjs");
const { projectFolder } = await import("./lib/project.mjs");
const { runScript } = await import("./lib/step.mjs");

await runScript(async () => {
  await preparePackages(projectFolder);
  await preparePrismaClient(projectFolder);
});
