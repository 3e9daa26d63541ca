import {
  chooseColumns,
  findClearPasswords,
  importFields,
  type ForeignRow,
  type ImportColumns,
} from "@/lib/domain/users/import-columns";
import { columnsOf, parseUserTable, toForeignRows } from "@/lib/domain/users/import-table";
import { AppError } from "@/lib/errors";
import { importedUserSchema, type ImportedUserInput, type ImportUsersInput } from "@/lib/schemas/user-import";

/** A row of the file with its user, or with the reason why it has none. */
export type ImportRow = { row: number; email: string | null } & (
  | { person: ImportedUserInput; problem: null }
  | { person: null; problem: string }
);

export type ReadImport = { rows: ImportRow[]; columns: string[]; mapping: ImportColumns };

/** Parses the file and validates each row on its own; refuses an unreadable file, or one with plain-text passwords. */
export function readImport(
  input: Pick<ImportUsersInput, "format" | "text" | "rows" | "delimiter" | "mapping">,
  rowsMax: number,
): ReadImport {
  const raw = readRows(input, rowsMax);
  if (raw.length > rowsMax)
    throw refuseImport(
      "text",
      `Contains more than ${rowsMax} users. Import it in parts, or run “npm run user -- import FILE” on the server`,
    );
  const columns = columnsOf(raw);
  const clear = findClearPasswords(raw, columns);
  if (clear !== null) {
    throw refuseImport(
      "text",
      `The column “${clear.slice(0, 64)}” contains plain-text passwords or unsupported hashes, so nothing was imported. Remove the column. The users then choose a password with “Forgot your password?” or a reset link`,
    );
  }
  for (const [field, column] of Object.entries(input.mapping ?? {})) {
    if (column !== null && !columns.includes(column.trim().toLowerCase()))
      throw refuseImport("mapping", `There is no column “${column.slice(0, 64)}” for ${field}`);
  }
  const mapping = chooseColumns(
    raw,
    columns,
    Object.fromEntries(
      Object.entries(input.mapping ?? {}).map(([field, column]) => [field, column?.trim().toLowerCase() ?? null]),
    ),
  );
  return { rows: withoutRepeats(raw.map((row, index) => readRow(row, index + 1, mapping))), columns, mapping };
}

function readRows(
  { format, text, rows, delimiter }: Pick<ImportUsersInput, "format" | "text" | "rows" | "delimiter">,
  rowsMax: number,
): ForeignRow[] {
  try {
    return rows === undefined ? parseUserTable({ format, text: text ?? "", delimiter }, rowsMax) : toForeignRows(rows);
  } catch (error) {
    throw refuseImport(rows === undefined ? "text" : "rows", error instanceof Error ? error.message : "Can't be read");
  }
}

function readRow(raw: ForeignRow, row: number, mapping: ImportColumns): ImportRow {
  const cells = Object.fromEntries(
    importFields.flatMap((field) => {
      const cell = mapping[field] === undefined ? "" : (raw[mapping[field]] ?? "");
      return cell.trim() === "" ? [] : [[field, cell]];
    }),
  );
  const email = typeof cells["email"] === "string" ? cells["email"].slice(0, 320) : null;
  if (email === null) return { row, email, person: null, problem: "There is no email address." };
  const { success, data: person, error } = importedUserSchema.safeParse(cells);
  if (!success)
    return {
      row,
      email,
      person: null,
      problem: error.issues.map(({ path, message }) => `${path.join(".")}: ${message}.`).join(" "),
    };
  if (person.disabled !== undefined && person.disabled === person.active)
    return { row, email, person: null, problem: "It is both active and disabled." };
  return { row, email, person, problem: null };
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
