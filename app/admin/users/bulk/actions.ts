"use server";

import { redirect } from "next/navigation";
import { routes } from "@/lib/routes";
import { bulkStepFormSchema, bulkUndoFormSchema } from "@/lib/schemas/administration";
import { changeUsers } from "@/lib/services/users/change-users";
import { undoBulkRun } from "@/lib/services/users/undo-bulk-run";
import { action } from "@/lib/web/pages/action";
import { toBulkInput } from "@/lib/web/pages/administration-queries";

// Small enough to show progress and not to block other writes for long.
const LIVE_STEP = 200;
// Without JavaScript each step is a page load.
const PAGE_STEP = 500;

export const bulkStepAction = action(
  bulkStepFormSchema,
  (context, { live, from: _from, ...step }) =>
    changeUsers(context, toBulkInput(step, live === undefined ? PAGE_STEP : LIVE_STEP)),
  async ({ run_id: id, matched, finished }, { live, from }) => {
    if (id === null) return;
    if (live === undefined) redirect(routes.bulkRun(id, { from }));
    return { progress: { id, done: matched, finished } };
  },
  {
    reauthentication: {
      form: "bulk-change",
      returnPath: ({ run_id: id, query }) =>
        id === undefined ? routes.bulkUsers(Object.fromEntries(new URLSearchParams(query))) : routes.bulkRun(id),
      keeps: ["choice", "ids", "filter", "run_id", "query", "from"],
      // After the re-authentication no script sends the next steps.
      drops: ["live"],
    },
  },
);

export const bulkUndoAction = action(
  bulkUndoFormSchema,
  (context, { run_id: id, live }) => undoBulkRun(context, { id, size: live === undefined ? PAGE_STEP : LIVE_STEP }),
  async ({ run_id: id, undone, left, finished }, { live, from }) => {
    if (live === undefined) redirect(routes.bulkRun(id, { from }));
    return { progress: { id, done: undone + left, finished } };
  },
  {
    reauthentication: {
      form: "bulk-undo",
      returnPath: ({ run_id: id }) => routes.bulkRun(id),
      keeps: ["run_id", "from"],
      drops: ["live"],
    },
  },
);
