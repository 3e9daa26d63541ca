import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * With one rename, because a running process may be reading the file. When the disk is full, the old file stays and no
 * draft is left.
 *
 * @param {string} file
 * @param {string} content
 */
export function replaceFile(file, content) {
  const draft = `${file}.${process.pid}.draft`;
  try {
    const descriptor = openSync(draft, "w");
    try {
      writeFileSync(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}
