import {
  chooseColumns,
  findClearPasswords,
  findColumn,
  type ChosenColumns,
  type ColumnChoices,
} from "@/lib/domain/user-import/choose-columns";
import { columnsOf, valueAt, type NumberedRecord } from "@/lib/domain/user-import/foreign-records";
import { parseRecords, toRecords } from "@/lib/domain/user-import/parse-records";
import { readUser } from "@/lib/domain/user-import/read-user";
import { AppError } from "@/lib/errors";
import { importedUserSchema, type ImportedUserInput, type ImportUsersInput } from "@/lib/schemas/user-import";
import { yieldToEventLoop } from "../../yield-to-event-loop";

/** A row whose user can be imported; `remarks` says what of it isn't. */
export type ReadRow = { row: number; email: string; person: ImportedUserInput; remarks: readonly string[] };

/** A row of the file with its user, or with the reason why it has none. */
export type ImportRow = ReadRow | { row: number; email: string | null; person: null; problem: string };

export type ReadImport = { rows: ImportRow[]; chosen: ChosenColumns };

type ImportFile = Pick<ImportUsersInput, "format" | "text" | "rows" | "delimiter" | "mapping" | "allow_roles">;

// So many rows are validated in some milliseconds.
const SLICE = 100;

/** Parses the file and validates each row on its own; refuses an unreadable file, or one with plain-text passwords. */
export async function readImport(
  input: ImportFile,
  { rowsMax, now }: { rowsMax: number; now: Date },
): Promise<ReadImport> {
  const { records, columns } = readRecords(input, rowsMax);
  if (records.length > rowsMax)
    throw refuseImport(
      "text",
      `Contains more than ${rowsMax} users. Import it in parts, or run “npm run user -- import FILE” on the server`,
    );
  const clear = findClearPasswords(records, columns);
  if (clear !== null) {
    throw refuseImport(
      "text",
      `The column “${clear.slice(0, 64)}” contains plain-text passwords or unsupported hashes, so nothing was imported. Remove the column. The users then choose a password with “Forgot your password?” or a reset link`,
    );
  }
  const chosen = chooseColumns(records, columns, resolveChoices(input.mapping ?? {}, records, columns));
  const choices = { allowRoles: input.allow_roles, now };
  const rows: ImportRow[] = [];
  for (let start = 0; start < records.length; start += SLICE) {
    rows.push(...records.slice(start, start + SLICE).map((record) => readRow(record, chosen, choices)));
    await yieldToEventLoop();
  }
  return { rows: withoutRepeats(rows), chosen };
}

function readRecords(
  { format, text, rows, delimiter }: ImportFile,
  rowsMax: number,
): { records: NumberedRecord[]; columns: string[] } {
  try {
    const records =
      rows === undefined ? parseRecords({ format, text: text ?? "", delimiter }, rowsMax) : toRecords(rows);
    return { records, columns: columnsOf(records) };
  } catch (error) {
    throw refuseImport(rows === undefined ? "text" : "rows", error instanceof Error ? error.message : "Can't be read");
  }
}

/** The choices with the names as in the file; refuses a name that no column and no path has. */
function resolveChoices(
  mapping: ColumnChoices,
  records: readonly NumberedRecord[],
  columns: readonly string[],
): ColumnChoices {
  return Object.fromEntries(
    Object.entries(mapping).map(([field, name]) => {
      if (name === null) return [field, null];
      const column = findColumn(columns, name);
      if (column === undefined && !records.some(({ record }) => valueAt(record, name) !== undefined))
        throw refuseImport("mapping", `There is no column “${name.slice(0, 64)}” for ${field}`);
      return [field, column ?? name];
    }),
  );
}

function readRow(
  { row, record, broken }: NumberedRecord,
  chosen: ChosenColumns,
  choices: { allowRoles: boolean; now: Date },
): ImportRow {
  if (broken !== undefined)
    return { row, email: broken.email?.slice(0, 320) ?? null, person: null, problem: broken.problem };
  const { fields, remarks, problems } = readUser(record, chosen, choices);
  const email = fields.email?.slice(0, 320) ?? null;
  if (email === null) return { row, email, person: null, problem: "There is no email address." };
  const { success, data: person, error } = importedUserSchema.safeParse(fields);
  const all = [...(error?.issues ?? []).map(problemOf), ...problems];
  if (!success || all.length > 0) return { row, email, person: null, problem: all.join(" ") };
  return { row, email, person, remarks };
}

/** The address is in every row, so its problem is said without the name of the field. */
function problemOf({ path, message }: { path: readonly PropertyKey[]; message: string }): string {
  return path[0] === "email" ? "This isn't an email address." : `${path.join(".")}: ${message}.`;
}

/** Of several rows with one address or username, only the first is used. */
function withoutRepeats(rows: readonly ImportRow[]): ImportRow[] {
  const firstWith = new Map<string, number>();
  return rows.map((row) => {
    if (row.person === null) return row;
    const names = [row.person.email.normalized, ...(row.person.username === undefined ? [] : [row.person.username])];
    const [name] = names.filter((candidate) => firstWith.has(candidate));
    if (name !== undefined)
      return {
        row: row.row,
        email: row.email,
        person: null,
        problem: `Row ${firstWith.get(name)} has the same ${name.includes("@") ? "address" : "username"}.`,
      };
    for (const own of names) firstWith.set(own, row.row);
    return row;
  });
}

/** The refusal of an import, with the error at its field. */
export function refuseImport(field: string, message: string): AppError {
  return new AppError("validation", `${field}: ${message}.`, {
    fieldErrors: [{ path: [field], message, type: "import" }],
  });
}
