import { rmSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "@/lib/make-folder";
import { replaceFile } from "./replace-file";

const FILE = "setup-link";

/** The set-up link in a file of the data folder, for its owner only (mode 0600), because a log is kept and shipped. */
export function createSetupLinkFile(dataDirectory: string) {
  const file = join(dataDirectory, FILE);
  return {
    /** Returns the path. */
    write(link: string): string {
      makeFolder(dataDirectory);
      replaceFile(file, `${link}\n`);
      return file;
    },
    /** Does nothing when it can't be removed, for example in a folder for reading only: its link no longer works. */
    remove(): void {
      try {
        rmSync(file, { force: true });
      } catch {
        // The database has ended the link.
      }
    },
  };
}
