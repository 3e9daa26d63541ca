import { build, buildIsFresh } from "./build.mjs";
import { installPackages, packagesAreInstalled } from "./install.mjs";
import { withPreparingLock } from "./preparing-lock.mjs";
import { generatePrismaClient, prismaClientIsFresh } from "./prisma-client.mjs";

/**
 * @param {string} root
 * @param {{ whileCompiling?: () => Promise<void> }} [options] not called when the packages are installed already
 */
export async function preparePackages(root, options) {
  if (packagesAreInstalled(root)) return;
  await withPreparingLock(root, async () => {
    // The previous holder of the lock may have done the work. The same applies below.
    if (!packagesAreInstalled(root)) await installPackages(root, options);
  });
}

/** @param {string} root */
export async function preparePrismaClient(root) {
  if (prismaClientIsFresh(root)) return;
  await withPreparingLock(root, async () => {
    if (!prismaClientIsFresh(root)) await generatePrismaClient(root);
  });
}

/**
 * @param {string} root
 * @param {string} buildFolder
 * @param {{ force?: boolean, output?: "shown" | "at-end" }} [options]
 */
export async function prepareBuild(root, buildFolder, { force = false, output } = {}) {
  if (!force && buildIsFresh(root, buildFolder)) return;
  await withPreparingLock(root, async () => {
    if (force || !buildIsFresh(root, buildFolder)) await build(root, buildFolder, output);
  });
}
