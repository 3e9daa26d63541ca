import { z } from "zod";
import { bulkActions, skipReasons } from "@/lib/domain/users/plan-bulk";
import { leftReasons } from "@/lib/domain/users/plan-undo";
import { roles } from "@/lib/domain/users/roles";
import { searchWordsOf } from "@/lib/domain/users/search-terms";
import { idField, integerField } from "./common";
import { roleField, userFilterSchema } from "./users";

/** As many accounts as one call changes. */
export const BULK_MAX = 1000;

/** As long as a run can be looked at and undone. */
export const BULK_RUN_DAYS = 30;

const sizeField = integerField(1, BULK_MAX)
  .default(BULK_MAX)
  .meta({ description: "How many accounts this call gets to at most.", example: BULK_MAX });

export const bulkSchema = z
  .object({
    action: z.enum(bulkActions).optional().meta({ description: "Required unless `run_id` is given." }),
    role: roleField.optional().meta({ description: "With `set_role`." }),
    ids: z.array(idField).min(1).max(BULK_MAX).optional(),
    filter: userFilterSchema.optional().meta({ description: "All that the list shows by it." }),
    run_id: idField
      .optional()
      .meta({ description: "Goes on with a run that is not finished, and takes everything else from it." }),
    cursor: z
      .string()
      .max(600)
      .optional()
      .meta({ description: "With `filter` and `dry_run`: `next` of the call before." }),
    size: sizeField,
    dry_run: z.boolean().default(false).meta({ description: "Tells what would happen, and changes nothing." }),
  })
  .transform(({ action, role, ids, filter, run_id, cursor, size, dry_run }, context) => {
    const refuse = (field: string, message: string): never => {
      context.addIssue({ code: "custom", path: [field], message });
      return z.NEVER;
    };
    if ([ids, filter, run_id].filter((given) => given !== undefined).length !== 1)
      return refuse("ids", "Give exactly one of ids, filter and run_id");
    if (filter?.q !== undefined && filter.q.trim() !== "" && searchWordsOf(filter.q).length === 0)
      return refuse("filter", "Searches for nothing, which would be everybody");
    if (run_id !== undefined) {
      if (action !== undefined || role !== undefined || dry_run) return refuse("run_id", "Goes with nothing but size");
      return { kind: "continue", run_id, size } as const;
    }
    if (action === undefined) return refuse("action", "Is required");
    if ((action === "set_role") !== (role !== undefined))
      return refuse("role", "Belongs to set_role, and is required there");
    if (cursor !== undefined && (filter === undefined || !dry_run))
      return refuse("cursor", "Belongs to filter with dry_run; a run goes on by run_id");
    const change =
      action === "set_role" && role !== undefined
        ? ({ action, role } as const)
        : action === "set_role"
          ? z.NEVER
          : ({ action } as const);
    const request = { change, ids, filter, cursor, size };
    return dry_run ? ({ kind: "try", ...request } as const) : ({ kind: "start", ...request } as const);
  });

const skipField = z.enum(skipReasons);
const leftField = z.enum(leftReasons);

export const bulkReportSchema = z
  .strictObject({
    dry_run: z.boolean(),
    run_id: z
      .string()
      .nullable()
      .meta({ description: "What it is looked at, gone on with and undone by; null with `dry_run`." }),
    matched: z.int().meta({ description: "How many accounts this call got to." }),
    changed: z.int().meta({ description: "With `dry_run`, as many as would be." }),
    skipped: z.int(),
    results: z.array(
      z.strictObject({ id: z.string(), outcome: z.enum(["changed", "skipped"]), reason: skipField.optional() }),
    ),
    finished: z.boolean().meta({ description: "False while somebody is left: call again with `run_id`." }),
    next: z.string().nullable().meta({ description: "With `filter` and `dry_run`: the `cursor` for what is left." }),
  })
  .meta({ id: "BulkReport" });

export const bulkRunIdSchema = z.object({
  id: idField.meta({ description: "A run's id: `run_id` of the call that began it." }),
});

export const bulkRunQuerySchema = z.object({
  after: integerField(0, 999_999_999)
    .default(0)
    .meta({ description: "Results behind this number; `next` of the page before." }),
  size: integerField(1, BULK_MAX).default(100),
});

export const bulkRunSchema = z
  .strictObject({
    id: z.string(),
    action: z.enum(bulkActions),
    role: z.enum(roles).nullable(),
    actor_id: z.string(),
    created_at: z.iso.datetime(),
    matched: z.int().meta({ description: "How many matched when it began." }),
    changed: z.int(),
    skipped: z.int(),
    finished: z.boolean(),
    undo: z
      .strictObject({
        possible: z.boolean().meta({ description: "Ended sessions can't be brought back." }),
        begun: z.boolean(),
        finished: z.boolean(),
        undone: z.int(),
        left: z.int(),
      })
      .meta({ description: "How far the changes are taken back." }),
    expires_at: z.iso.datetime().meta({ description: "Until then it is kept and can be undone." }),
    results: z.array(
      z.strictObject({
        number: z.int(),
        id: z.string(),
        name: z.string().nullable().meta({ description: "What the list calls them; null once the account is gone." }),
        outcome: z.enum(["changed", "skipped"]),
        reason: skipField.optional(),
        undo: z
          .union([z.literal("undone"), leftField])
          .optional()
          .meta({ description: "`undone`, or why it was left as it is." }),
      }),
    ),
    next: z.int().nullable().meta({ description: "`after` of the next page of results; null on the last one." }),
  })
  .meta({ id: "BulkRun" });

export const undoReportSchema = z
  .strictObject({
    run_id: z.string(),
    undone: z.int(),
    left: z.int(),
    results: z.array(
      z.strictObject({ id: z.string(), outcome: z.enum(["undone", "left"]), reason: leftField.optional() }),
    ),
    finished: z.boolean().meta({ description: "False while there is more to take back: call again." }),
  })
  .meta({ id: "UndoReport" });

export type BulkInput = z.output<typeof bulkSchema>;
export type BulkReport = z.output<typeof bulkReportSchema>;
export type BulkRunView = z.output<typeof bulkRunSchema>;
export type BulkRunQuery = z.output<typeof bulkRunQuerySchema>;
export type UndoReport = z.output<typeof undoReportSchema>;
