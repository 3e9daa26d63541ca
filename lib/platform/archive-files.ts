import { createReadStream } from "node:fs";
import { open, rename } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { AppError } from "@/lib/errors";
import { makeFolder } from "@/lib/make-folder";
import { flushFolder } from "./replace-file";

const FOLDER = "audit-archive";

/** Files with old months of the audit log, in `audit-archive` in the data folder. */
export function createArchiveFiles(dataDirectory: string) {
  const folder = join(dataDirectory, FOLDER);

  return {
    /** Writes or replaces a file. It has its name only when it is complete and on the disk. */
    async write(name: string, pieces: AsyncIterable<string>): Promise<void> {
      makeFolder(folder);
      const file = join(folder, name);
      const draft = `${file}.draft`;
      const handle = await open(/* turbopackIgnore: true */ draft, "w", 0o600);
      try {
        for await (const piece of pieces) await handle.appendFile(piece);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, file);
      flushFolder(folder);
    },
    /** The lines of a file in the folder, or at an absolute path. */
    async *readLines(nameOrPath: string): AsyncGenerator<string> {
      const file = resolve(folder, nameOrPath);
      const stream = createReadStream(/* turbopackIgnore: true */ file, "utf8");
      try {
        // readline would lose an error of the stream.
        await new Promise<void>((ready, fail) => stream.once("open", () => ready()).once("error", fail));
        yield* createInterface({ input: stream, crlfDelay: Infinity });
      } catch (cause) {
        throw new AppError("not_found", `${file} can't be read.`, { cause });
      } finally {
        stream.destroy();
      }
    },
  };
}
