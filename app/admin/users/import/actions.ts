"use server";

import { keepValues } from "@/components/ui/form-state";
import { SHOWN_MAX, type ImportState } from "@/components/user-import/import-state";
import { writeCsv } from "@/lib/domain/csv";
import { routes } from "@/lib/routes";
import { importFormSchema } from "@/lib/schemas/administration";
import type { ImportReport, ImportResult } from "@/lib/schemas/user-import";
import { importUsers } from "@/lib/services/users/import-users";
import { action } from "@/lib/web/pages/action";
import { readUpload } from "@/lib/web/pages/read-upload";

export async function importUsersAction(previous: ImportState, form: FormData): Promise<ImportState> {
  let report: ImportReport | undefined;
  const run = action(
    importFormSchema,
    async (context, { file, ...choices }) => importUsers(context, { ...(await readUpload(file)), ...choices }),
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
  if (report !== undefined) return { ...state, report: shorten(report) };
  if (state.status !== "refused") return state;
  // The form shows every field error beside the file.
  const [problem] = Object.values(state.fieldErrors);
  return problem === undefined ? state : { ...state, fieldErrors: { file: problem } };
}

const urgency: Record<ImportResult["outcome"], number> = { refused: 0, skipped: 1, updated: 2, created: 3 };

// The state is sent back with the next submission, so keep it small.
function shorten({ results, ...report }: ImportReport): NonNullable<ImportState["report"]> {
  const shown = results
    .toSorted((one, other) => urgency[one.outcome] - urgency[other.outcome] || one.row - other.row)
    .slice(0, SHOWN_MAX);
  return { ...report, results: shown, csv: report.dry_run ? null : toCsv(results) };
}

function toCsv(results: readonly ImportResult[]): string {
  return writeCsv([
    ["row", "email", "outcome", "reason", "user_id"],
    ...results.map(({ row, email, outcome, reason, user_id }) => [row, email, outcome, reason, user_id]),
  ]);
}
