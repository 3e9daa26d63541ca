import type { z } from "zod";
import { toBulkChange } from "@/lib/domain/users/bulk-choices";
import { lastUtcDays } from "@/lib/domain/utc-days";
import { AppError } from "@/lib/errors";
import type { AuditLogPageQuery, bulkStepFormSchema, UsersPageQuery } from "@/lib/schemas/administration";
import type { AuditLogQuery } from "@/lib/schemas/audit-log";
import type { BulkInput } from "@/lib/schemas/bulk-runs";
import type { ListUsersInput } from "@/lib/schemas/users";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The input of `listUsers` for the query of a page. */
export function toUserListInput<Query extends { seen?: UsersPageQuery["seen"] }>(
  { seen, ...query }: Query,
  now: Date,
): Omit<Query, "seen"> & SeenRange {
  return { ...query, ...toSeenRange(seen, now) };
}

type SeenRange = Pick<ListUsersInput, "last_seen_from" | "last_seen_before" | "never_seen">;

function toSeenRange(seen: UsersPageQuery["seen"], now: Date): SeenRange {
  const daysAgo = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
  switch (seen) {
    case undefined:
      return {};
    case "7d":
      return { last_seen_from: daysAgo(7) };
    case "30d":
      return { last_seen_from: daysAgo(30) };
    case "not-30d":
      return { last_seen_before: daysAgo(30) };
    case "not-90d":
      return { last_seen_before: daysAgo(90) };
    case "not-1y":
      return { last_seen_before: daysAgo(365) };
    case "never":
      return { never_seen: true };
  }
}

const daysInRange = { today: 1, "7d": 7, "30d": 30 } as const;

/** Days are in UTC, and the last one is included. */
export function toAuditLogInput<Query extends Pick<AuditLogPageQuery, "range" | "from" | "to">>(
  { range, from, to, ...query }: Query,
  now: Date,
): Omit<Query, "range" | "from" | "to"> & Pick<AuditLogQuery, "from" | "to"> {
  const first =
    from === undefined && to === undefined && range !== undefined ? lastUtcDays(now, daysInRange[range])[0] : undefined;
  return {
    ...query,
    ...(first !== undefined && { from: first.start }),
    ...(from !== undefined && { from: new Date(from) }),
    ...(to !== undefined && { to: new Date(new Date(to).getTime() + DAY_MS) }),
  };
}

/** The input of `changeUsers` for a step of the bulk form. */
export function toBulkInput(
  { choice, ids, filter, run_id }: z.output<typeof bulkStepFormSchema>,
  size: number,
): BulkInput {
  if (run_id !== undefined) return { kind: "continue", run_id, size };
  if (choice === undefined || (ids === undefined) === (filter === undefined))
    throw new AppError("bad_request", "Choose an action and at least one user.");
  return { kind: "start", change: toBulkChange(choice), ids, filter, cursor: undefined, size };
}
