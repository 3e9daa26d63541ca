import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Replaces a file atomically, with mode 0600: after a crash or on a full disk the old content is complete, and no draft is left. */
export function replaceFile(file: string, text: string): void {
  withDraft(file, text, (draft) => renameSync(draft, file));
}

/** The same for a file that must not exist yet: of several processes one creates it, and the others keep that one. */
export function createFile(file: string, text: string): void {
  withDraft(file, text, (draft) => {
    try {
      linkSync(draft, file);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  });
}

function withDraft(file: string, text: string, publish: (draft: string) => void): void {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}.draft`;
  try {
    const descriptor = openSync(/* turbopackIgnore: true */ draft, "wx", 0o600);
    try {
      // Unlike one write, it fails when the disk takes only a part.
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    publish(draft);
  } finally {
    rmSync(draft, { force: true });
  }
  flushFolder(dirname(file));
}

/** Makes the new name survive a power cut. */
export function flushFolder(folder: string): void {
  // Windows can't sync a folder.
  if (process.platform === "win32") return;
  const descriptor = openSync(/* turbopackIgnore: true */ folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
