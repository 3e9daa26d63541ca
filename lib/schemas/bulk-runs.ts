import { z } from "zod";
import { bulkActions, skipReasons, type SkipReason } from "@/lib/domain/users/plan-bulk";
import { leftReasons } from "@/lib/domain/users/plan-undo";
import { roles } from "@/lib/domain/users/roles";
import { searchWordsOf } from "@/lib/domain/users/search-terms";
import { idField, integerField } from "./common";
import { roleField, userFilterSchema } from "./users";

/** The most accounts that one call changes. */
export const BULK_MAX = 1000;

/** A run of at most so many accounts is listed whole on its page. */
export const BULK_LISTED_MAX = 10;

/** How long a run is kept and can be undone. */
export const BULK_RUN_DAYS = 30;

const sizeField = integerField(1, BULK_MAX)
  .default(BULK_MAX)
  .meta({ description: "The most accounts that this call changes or skips.", example: BULK_MAX });

export const bulkSchema = z
  .object({
    action: z.enum(bulkActions).optional().meta({ description: "Required unless `run_id` is given." }),
    role: roleField.optional().meta({ description: "With `set_role`." }),
    ids: z.array(idField).min(1).max(BULK_MAX).optional(),
    filter: userFilterSchema.optional().meta({ description: "Applies to all users that match, as in the list." }),
    run_id: idField.optional().meta({ description: "Continues an unfinished run, with its action and its users." }),
    cursor: z
      .string()
      .max(600)
      .optional()
      .meta({ description: "With `filter` and `dry_run`: `next` of the previous call." }),
    size: sizeField,
    dry_run: z.boolean().default(false).meta({ description: "Reports what would happen and changes nothing." }),
  })
  .transform(({ action, role, ids, filter, run_id, cursor, size, dry_run }, context) => {
    const refuse = (field: string, message: string): never => {
      context.addIssue({ code: "custom", path: [field], message });
      return z.NEVER;
    };
    if ([ids, filter, run_id].filter((given) => given !== undefined).length !== 1)
      return refuse("ids", "Give exactly one of ids, filter and run_id");
    if (filter?.q !== undefined && filter.q.trim() !== "" && searchWordsOf(filter.q).length === 0)
      return refuse("filter", "Has a search without words, which would match all users");
    if (run_id !== undefined) {
      if (action !== undefined || role !== undefined || dry_run)
        return refuse("run_id", "Allows no other parameter but size");
      return { kind: "continue", run_id, size } as const;
    }
    if (action === undefined) return refuse("action", "Is required");
    if ((action === "set_role") !== (role !== undefined))
      return refuse("role", "Is required with set_role and allowed with nothing else");
    if (cursor !== undefined && (filter === undefined || !dry_run))
      return refuse("cursor", "Is allowed only with filter and dry_run; continue a run by run_id");
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
      .meta({ description: "The id to read, continue or undo the run; null with `dry_run`." }),
    matched: z.int().meta({ description: "How many accounts this call changed or skipped." }),
    changed: z.int().meta({ description: "With `dry_run`, how many would be changed." }),
    skipped: z.int(),
    results: z.array(
      z.strictObject({ id: z.string(), outcome: z.enum(["changed", "skipped"]), reason: skipField.optional() }),
    ),
    finished: z.boolean().meta({ description: "False while accounts are left: call again with `run_id`." }),
    next: z
      .string()
      .nullable()
      .meta({ description: "With `filter` and `dry_run`: the `cursor` for the remaining users." }),
  })
  .meta({ id: "BulkReport" });

export const bulkRunIdSchema = z.object({
  id: idField.meta({ description: "A run's id: `run_id` of the call that started it." }),
});

export const bulkRunQuerySchema = z.object({
  after: integerField(0, 999_999_999)
    .default(0)
    .meta({ description: "Results after this number: `next` of the previous page." }),
  size: integerField(1, BULK_MAX).default(100),
  attention: z
    .boolean()
    .optional()
    .meta({ description: "Only accounts that were skipped, or whose change couldn't be undone." }),
});

/** The page lists only what needs attention, unless all accounts are asked for. */
export const bulkRunPageSchema = bulkRunQuerySchema.pick({ after: true }).extend({
  accounts: z.literal("all").optional(),
  /** The query of the list that the run was started from. */
  from: z.string().max(2000).optional(),
});

export const bulkRunSchema = z
  .strictObject({
    id: z.string(),
    action: z.enum(bulkActions),
    role: z.enum(roles).nullable(),
    actor_id: z.string(),
    created_at: z.iso.datetime(),
    matched: z.int().meta({ description: "How many users matched at the start." }),
    changed: z.int(),
    skipped: z.int(),
    finished: z.boolean(),
    undo: z
      .strictObject({
        possible: z.boolean().meta({ description: "Ended sessions can't be restored." }),
        begun: z.boolean(),
        finished: z.boolean(),
        undone: z.int(),
        left: z.int(),
      })
      .meta({ description: "The progress of the undo." }),
    expires_at: z.iso.datetime().meta({ description: "Until then the run is kept and can be undone." }),
    results: z.array(
      z.strictObject({
        number: z.int(),
        id: z.string(),
        name: z
          .string()
          .nullable()
          .meta({ description: "The user's name in the list; null after the account was purged." }),
        outcome: z.enum(["changed", "skipped"]),
        reason: skipField.optional(),
        undo: z
          .union([z.literal("undone"), leftField])
          .optional()
          .meta({ description: "`undone`, or the reason why the change was left." }),
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
    finished: z.boolean().meta({ description: "False while changes are left to undo: call again." }),
  })
  .meta({ id: "UndoReport" });

export type BulkInput = z.output<typeof bulkSchema>;
export type BulkReport = z.output<typeof bulkReportSchema>;
export type BulkRunView = z.output<typeof bulkRunSchema>;
export type BulkRunQuery = z.output<typeof bulkRunQuerySchema>;
export type UndoReport = z.output<typeof undoReportSchema>;

/** A user whom a change concerns, for the review. */
export type NamedTarget = {
  id: string;
  email: string;
  username: string | null;
  full_name: string | null;
  /** Why the user is skipped; null for a change, and for the users that match a filter. */
  reason: SkipReason | null;
};
