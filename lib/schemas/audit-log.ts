import { z } from "zod";
import {
  auditActionGroups,
  auditActions,
  type AuditAction,
  type AuditActionGroup,
} from "@/lib/domain/users/audit-actions";
import type { RepeatedEvent } from "@/lib/domain/users/group-repeats";
import { idField, integerField, momentField } from "./common";

const windowFields = {
  size: integerField(1, 200).default(50).meta({ description: "Number of events.", example: 50 }),
  cursor: z.string().max(200).optional().meta({ description: "`next` of the previous page." }),
};

// The tables are never empty.
const actionNames = Object.keys(auditActions) as [AuditAction, ...AuditAction[]];
const groupNames = Object.keys(auditActionGroups) as [AuditActionGroup, ...AuditActionGroup[]];

export const auditLogQuerySchema = z.object({
  actor: idField.optional().meta({ description: "Id of the user who did it." }),
  target: idField.optional().meta({ description: "Id of the user whose account is affected." }),
  user: idField.optional().meta({ description: "Id of a user who did it or whose account is affected." }),
  action: z.enum(actionNames).optional(),
  group: z.enum(groupNames).optional().meta({
    description: "Only actions of this group. `action` must belong to it, otherwise no event matches.",
  }),
  outcome: z.enum(["success", "failure"]).optional(),
  from: momentField.optional().meta({ description: "At this time or later.", example: "2026-01-01T00:00:00Z" }),
  to: momentField.optional().meta({ description: "Before this time.", example: "2026-02-01T00:00:00Z" }),
  ...windowFields,
});

export const userActivityQuerySchema = z.object(windowFields);

const personSchema = z
  .strictObject({ id: z.string(), email: z.string().nullable(), full_name: z.string().nullable() })
  .meta({ id: "AuditPerson" });

export const auditEventSchema = z
  .strictObject({
    id: z.string(),
    at: z.iso.datetime(),
    action: z.string().meta({ example: "role.change" }),
    description: z.string().meta({ example: "Role changed" }),
    outcome: z.enum(["success", "failure"]),
    actor: personSchema.nullable().meta({
      description:
        "The user who did it; null if unknown, or for the server itself. The name is null once the account is deleted permanently.",
    }),
    target: personSchema.nullable().meta({ description: "The user whose account is affected." }),
    session_id: z.string().nullable(),
    address: z.string().nullable(),
    device: z.string().meta({ example: "Firefox on Linux" }),
    request_id: z.string().nullable(),
    details: z.record(z.string(), z.unknown()).meta({
      description: "Details, with `before` and `after` for a change. Contains no secrets.",
      example: { before: { role: "user" }, after: { role: "moderator" } },
    }),
  })
  .meta({ id: "AuditEvent" });

export const auditLogSchema = z
  .strictObject({
    items: z.array(auditEventSchema),
    size: z.int(),
    next: z.string().nullable().meta({ description: "The `cursor` of the next page; null on the last one." }),
  })
  .meta({ id: "AuditLog" });

const faultKinds = [
  "event_changed",
  "event_missing",
  "event_inserted",
  "seal_changed",
  "seal_missing",
  "tail_missing",
  "head_changed",
  "archive_changed",
  "key_unknown",
] as const;

export const auditIntegritySchema = z
  .strictObject({
    checking: z.boolean().meta({ description: "Whether a check is running; the other fields are those of the last." }),
    state: z
      .enum(["intact", "broken", "unchecked"])
      .meta({ description: "Result of the last check; `unchecked` before the first." }),
    sealed: z.int().meta({ description: "Number of sealed events." }),
    pending: z.int().meta({ description: "Number of events not sealed yet. Events are sealed every hour." }),
    checked_at: z.iso.datetime().nullable(),
    fault: z
      .strictObject({
        kind: z.enum(faultKinds),
        detail: z
          .string()
          .meta({ example: "Event 0196b3f2-7c1e-7d3a-9f10-2b6f0c5d8e41 (seal 12) was changed after it was sealed." }),
      })
      .nullable()
      .meta({ description: "The first fault found." }),
    anchor: z.string().nullable().meta({
      description:
        "The number of sealed events and the last seal. Keep it on another machine: `npm run audit:verify -- --expect` detects if the log was truncated or replaced.",
      example: "1284:v1.n8QXc0aB.pM1n…",
    }),
  })
  .meta({ id: "AuditIntegrity" });

export type FaultKind = (typeof faultKinds)[number];
export type AuditIntegrity = z.output<typeof auditIntegritySchema>;
export type AuditLogQuery = z.output<typeof auditLogQuerySchema>;
export type UserActivityQuery = z.output<typeof userActivityQuerySchema>;
export type AuditLogPage = z.output<typeof auditLogSchema>;
/** For the page: events that repeat in a row are one group. */
export type GroupedAuditLog = { groups: readonly RepeatedEvent<AuditEventView>[]; next: string | null };
export type AuditEventView = z.output<typeof auditEventSchema>;
