"use server";

import { keepValues } from "@/components/ui/form-state";
import { SHOWN_MAX, type ImportState, type ShownReport } from "@/components/user-import/import-state";
import { writeCsv } from "@/lib/domain/csv";
import { writeLeftOutRows, type UserFile } from "@/lib/domain/user-import/parse-records";
import { isUsualRemark } from "@/lib/domain/user-import/usual-remarks";
import { routes } from "@/lib/routes";
import { importFormSchema } from "@/lib/schemas/administration";
import type { ImportReport, ImportResult } from "@/lib/schemas/user-import";
import { importUsers } from "@/lib/services/users/import-users";
import { action } from "@/lib/web/pages/action";
import { readUpload } from "@/lib/web/pages/read-upload";

export async function importUsersAction(previous: ImportState, form: FormData): Promise<ImportState> {
  let report: ImportReport | undefined;
  let upload: Upload | undefined;
  const run = action(
    importFormSchema,
    async (context, { file, ...choices }) => {
      upload = { name: file.name, ...(await readUpload(file)) };
      const { name, ...content } = upload;
      return importUsers(context, { ...content, ...choices });
    },
    async (output) => {
      report = output;
    },
    {
      reauthentication: {
        form: "import-users",
        returnPath: routes.importUsers(),
        // The file may hold password hashes.
        keeps: ["on_existing", "allow_roles"],
      },
    },
  );
  const state = await keepValues(run, ["on_existing", "allow_roles"], { always: true })(previous, form);
  if (report !== undefined && upload !== undefined) return { ...state, report: shorten(report, upload) };
  if (state.status !== "refused") return state;
  // The form shows every field error beside the file.
  const [problem] = Object.values(state.fieldErrors);
  return problem === undefined ? state : { ...state, fieldErrors: { file: problem } };
}

type Upload = UserFile & { name: string };

// The state is sent back with the next submission, so keep it small.
function shorten({ results, ...report }: ImportReport, upload: Upload): ShownReport {
  const attention = results.filter(needsAttention);
  const skipped = results.filter(({ outcome }) => outcome === "skipped");
  const toInvite = results.flatMap(({ needs_password: needsPassword, user_id: id }) =>
    needsPassword && id !== null ? [id] : [],
  );
  return {
    ...report,
    attention: attention
      .toSorted(refusedFirst)
      .slice(0, SHOWN_MAX)
      .toSorted((one, other) => one.row - other.row),
    attentionCount: attention.length,
    skippedRows: skipped.slice(0, SHOWN_MAX),
    csv: report.dry_run ? null : toCsv(results),
    leftOut: report.dry_run || report.refused === 0 ? null : toLeftOut(results, upload),
    toInvite: report.dry_run ? [] : toInvite,
  };
}

/** A row that is refused, or of which something isn't imported. */
function needsAttention({ outcome, reason }: ImportResult): boolean {
  return outcome === "refused" || (outcome !== "skipped" && reason !== null && !isUsualRemark(reason));
}

function refusedFirst(one: ImportResult, other: ImportResult): number {
  return Number(other.outcome === "refused") - Number(one.outcome === "refused") || one.row - other.row;
}

function toLeftOut(results: readonly ImportResult[], upload: Upload): ShownReport["leftOut"] {
  const refused = results.filter(({ outcome }) => outcome === "refused");
  const file = writeLeftOutRows(upload, new Map(refused.map(({ row, reason }) => [row, reason])));
  return { ...file, name: `${upload.name.replace(/(-left-out)?\.[^.]*$/, "")}-left-out.${file.type}` };
}

function toCsv(results: readonly ImportResult[]): string {
  return writeCsv([
    ["row", "email", "outcome", "reason", "user_id"],
    ...results.map(({ row, email, outcome, reason, user_id }) => [row, email, outcome, reason, user_id]),
  ]);
}
