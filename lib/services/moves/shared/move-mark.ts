import { AppError } from "@/lib/errors";

/** What the target knows about an unfinished move into it. */
export type MoveMark = {
  /** SHA-256 of the source's installation, with its write counter: other rows were written since, or it is another database. */
  source: string;
  lastMigration: string;
  /** Of the newest command that works on this move; an older one stops when it finds another. */
  holder: string;
  /** The table that is being copied. Those before it are complete. */
  table: string | null;
  /** The key of its last copied row. */
  after: string | null;
};

export function parseMark(text: string): MoveMark {
  return JSON.parse(text) as MoveMark;
}

/** Refuses to continue a move with other rows than it began with. */
export function refuseOtherMove(found: MoveMark, { source, lastMigration }: MoveMark): void {
  const begins = "The target has a part of a move";
  const emptyIt = "Empty the target, which no server uses yet, and repeat the command.";
  if (found.lastMigration !== lastMigration)
    throw new AppError("conflict", `${begins} that another version of Latchkey began. ${emptyIt}`);
  if (found.source !== source)
    throw new AppError("conflict", `${begins} from another database, or the source has changed since. ${emptyIt}`);
}
