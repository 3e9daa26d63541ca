import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseHistory } from "@/lib/domain/system/database-history";
import { makeFolder } from "@/lib/make-folder";
import { replaceFile } from "./replace-file";

const FILE = "high-water-marks.json";

/**
 * The highest write counter that this data folder has seen of each history of a database, in `high-water-marks.json`. The file is outside
 * the database, so it shows when a database is older than it was. A missing or unreadable file has no marks.
 */
export function createHighWaterMarks(dataDirectory: string) {
  const file = join(dataDirectory, FILE);

  function readMarks(): Record<string, number> {
    try {
      return parseMarks(readFileSync(/* turbopackIgnore: true */ file, "utf8"));
    } catch (error) {
      if (error instanceof SyntaxError || isMissing(error)) return {};
      throw error;
    }
  }

  return {
    /** Null when this folder hasn't seen the history yet. */
    read(history: DatabaseHistory): number | null {
      return readMarks()[nameOf(history)] ?? null;
    },
    /** Never lowers a mark. Returns after the file is on the disk. */
    raise(history: DatabaseHistory, writeCounter: number): void {
      const marks = readMarks();
      const name = nameOf(history);
      if ((marks[name] ?? -1) >= writeCounter) return;
      makeFolder(dataDirectory);
      replaceFile(file, `${JSON.stringify({ ...marks, [name]: writeCounter }, null, 2)}\n`);
    },
  };
}

function nameOf({ createdAt, rolledBackAt }: DatabaseHistory): string {
  return [createdAt, rolledBackAt].flatMap((time) => time?.toISOString() ?? []).join("/");
}

function parseMarks(text: string): Record<string, number> {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== "object" || parsed === null) return {};
  return Object.fromEntries(
    Object.entries(parsed).filter((entry): entry is [string, number] => Number.isSafeInteger(entry[1])),
  );
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
