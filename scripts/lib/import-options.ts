import { readFileSync } from "node:fs";
import { readForeignUsers } from "@/lib/data/foreign-users";
import { decodeFile } from "@/lib/domain/user-import/decode-file";
import { importFields, type ImportField } from "@/lib/domain/user-import/import-fields";
import { StartupError } from "@/lib/errors";
import type { UsersToImport } from "@/lib/web/commands/import-command";

export type ImportOptions = {
  file: string;
  dry_run: boolean;
  allow_roles: boolean;
  mapping: Partial<Record<ImportField, string | null>>;
};

/** The arguments of `npm run user -- import`; null if they can't be understood. */
export function parseImportOptions(args: readonly string[]): ImportOptions | null {
  const [file, ...rest] = args;
  if (file === undefined || file.startsWith("--")) return null;
  const options: ImportOptions = { file, dry_run: false, allow_roles: false, mapping: {} };
  for (const argument of rest) {
    const [, field, column] = /^--map=([a-z_]+)=(.*)$/s.exec(argument) ?? [];
    if (argument === "--dry-run") options.dry_run = true;
    else if (argument === "--allow-roles") options.allow_roles = true;
    else if (column !== undefined && isField(field)) options.mapping[field] = column === "" ? null : column;
    else return null;
  }
  return options;
}

function isField(name: string | undefined): name is ImportField {
  return importFields.some((field) => field === name);
}

const SQLITE = "SQLite format 3\0";

/** The users in a file: the user table of an SQLite database, or the text of another file. */
export function readUserFile(file: string): UsersToImport {
  const bytes = readBytes(file);
  if (bytes.toString("latin1", 0, SQLITE.length) === SQLITE) return { rows: readForeignUsers(file) };
  try {
    return { ...(/\.(csv|tsv)$/i.test(file) && { format: "csv" as const }), text: decodeFile(bytes) };
  } catch (cause) {
    throw new StartupError(`${file}: ${cause instanceof Error ? cause.message : "Can't be read"}.`, { cause });
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new StartupError(`${file} can't be read.`, { cause });
  }
}
