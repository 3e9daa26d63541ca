import { build, buildIsFresh } from "./build.mjs";
import { installPackages, packagesAreInstalled } from "./install.mjs";
import { withPreparingLock } from "./preparing-lock.mjs";
import { generatePrismaClient, prismaClientIsFresh } from "./prisma-client.mjs";

/** @param {string} root */
export async function preparePackages(root) {
  if (packagesAreInstalled(root)) return;
  await withPreparingLock(root, async () => {
    // Whoever held the lock before may have done the work; so too below.
    if (!packagesAreInstalled(root)) await installPackages(root);
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
 * @param {{ force?: boolean }} [options]
 */
export async function prepareBuild(root, buildFolder, { force = false } = {}) {
  if (!force && buildIsFresh(root, buildFolder)) return;
  await withPreparingLock(root, async () => {
    if (force || !buildIsFresh(root, buildFolder)) await build(root, buildFolder);
  });
}
