import { sourceSystems } from "@/lib/domain/user-import/source-systems";
import type { Runtime } from "@/lib/runtime";
import type { ImportReport, ImportUsersInput } from "@/lib/schemas/user-import";
import { importUsers } from "@/lib/services/users/import-users";
import { operatorContext } from "@/lib/web/server-context";

/** The text of a file, or the rows of a table. */
export type UsersToImport = Pick<ImportUsersInput, "format" | "text" | "rows">;

type Options = Partial<Pick<ImportUsersInput, "dry_run" | "allow_roles" | "mapping">>;

/**
 * Runs `npm run user -- import`. Returns the lines to print, and whether no row was refused. The lines about the columns are passed to
 * `announce` before anything is written.
 */
export async function importUserFile(
  runtime: Runtime,
  users: UsersToImport,
  { dry_run = false, allow_roles = false, mapping }: Options = {},
  announce: (line: string) => void = () => {},
): Promise<{ lines: string[]; complete: boolean }> {
  const input = { ...users, mapping, on_existing: "skip" as const, allow_roles };
  const planned = await importUsers(operatorContext(runtime), { ...input, dry_run: true });
  describeColumns(planned).forEach(announce);
  const report = dry_run ? planned : await importUsers(operatorContext(runtime), { ...input, dry_run: false });
  return { lines: describeResults(report), complete: report.refused === 0 };
}

function describeColumns({ source, not_understood }: ImportReport): string[] {
  return [
    ...(source === null ? [] : [`The file is an export of ${sourceSystems[source].label}.`]),
    ...(not_understood.length === 0
      ? []
      : [`These columns look important, but aren't imported: ${not_understood.join(", ")}.`]),
  ];
}

function describeResults({ dry_run, created, skipped, refused, results }: ImportReport): string[] {
  const counts = `${created}, ${dry_run ? "would skip" : "skipped"} ${skipped}, ${dry_run ? "would refuse" : "refused"} ${refused}.`;
  return [
    `${dry_run ? "Would import" : "Imported"} ${counts}`,
    ...results.flatMap(({ row, outcome, reason }) => (reason === null ? [] : [`Row ${row} ${outcome}: ${reason}`])),
  ];
}
