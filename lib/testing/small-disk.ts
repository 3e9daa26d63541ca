import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const sizeBytes = 16 * 1024 * 1024;

export type SmallDisk = {
  folder: string;
  /** Fills the disk, so that only this much can still be written. */
  leaveFree(bytes: number): void;
  /** Removes what `leaveFree` wrote. */
  free(): void;
  remove(): void;
};

/** A file system of 16 MiB in memory; a reason when this user may not mount one. */
export function mountSmallDisk(): SmallDisk | { refused: string } {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-small-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${sizeBytes}`, "tmpfs", folder], { stdio: "pipe" });
  } catch (error) {
    rmSync(folder, { recursive: true });
    return { refused: error instanceof Error ? error.message : String(error) };
  }
  const filler = path.join(folder, "filler");
  const free = (): void => rmSync(filler, { force: true });
  return {
    folder,
    leaveFree: (bytes) => {
      free();
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
    },
    free,
    remove: () => {
      execFileSync("umount", [folder]);
      rmSync(folder, { recursive: true });
    },
  };
}
