import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";

/** The copy of models.prisma that the newest migration was created from; compressed, so that searches don't find it. */
const fileName = "migrated-models.prisma.gz";

export function readMigratedModels(prismaFolder: string): string {
  return gunzipSync(readFileSync(path.join(prismaFolder, fileName))).toString("utf8");
}

export function writeMigratedModels(prismaFolder: string, models: string): void {
  writeFileSync(path.join(prismaFolder, fileName), gzipSync(withoutComments(models), { level: 9 }));
}

/** The models without comments, blank lines and alignment. */
export function withoutComments(models: string): string {
  return models
    .split("\n")
    .map((line) => line.replace(/^\s*\/\/.*$/, "").replace(/(?<=\S)\s+/g, " "))
    .map((line) => line.trimEnd())
    .filter((line) => line !== "")
    .join("\n")
    .concat("\n");
}
