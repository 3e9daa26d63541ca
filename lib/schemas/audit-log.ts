import { z } from "zod";
import { auditActions, type AuditAction } from "@/lib/domain/users/audit-actions";
import { idField, integerField, momentField } from "./common";

const windowFields = {
  size: integerField(1, 200).default(50).meta({ description: "How many events, newest first.", example: 50 }),
  cursor: z.string().max(200).optional().meta({ description: "`next` of the page before." }),
};

// The keys of the one table of actions: a list that is never empty.
const actionNames = Object.keys(auditActions) as [AuditAction, ...AuditAction[]];

export const auditLogQuerySchema = z.object({
  actor: idField.optional().meta({ description: "The id of who did it." }),
  target: idField.optional().meta({ description: "The id of whose account it is about." }),
  action: z.enum(actionNames).optional(),
  outcome: z.enum(["success", "failure"]).optional(),
  from: momentField.optional().meta({ description: "At this moment or later.", example: "2026-01-01T00:00:00Z" }),
  to: momentField.optional().meta({ description: "Before this moment.", example: "2026-02-01T00:00:00Z" }),
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
        "Who did it; null for somebody unknown, or for the server itself. Names are null once an account is gone.",
    }),
    target: personSchema.nullable().meta({ description: "Whose account it is about." }),
    session_id: z.string().nullable(),
    address: z.string().nullable(),
    device: z.string().meta({ example: "Firefox on Linux" }),
    request_id: z.string().nullable(),
    details: z.record(z.string(), z.unknown()).meta({
      description: "Further facts, with `before` and `after` where something changed; never a secret.",
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

/** The button asks for nothing but a check of the whole log. */
export const checkAuditLogSchema = z.object({}).transform(() => ({ scope: "all" as const }));

const faultKinds = [
  "event_changed",
  "event_missing",
  "event_inserted",
  "seal_changed",
  "seal_missing",
  "tail_missing",
  "head_changed",
  "key_unknown",
] as const;

export const auditIntegritySchema = z
  .strictObject({
    state: z
      .enum(["intact", "broken", "unchecked"])
      .meta({ description: "What the last check found; `unchecked` until there was one." }),
    sealed: z.int().meta({ description: "How many events are sealed." }),
    pending: z.int().meta({ description: "How many are not yet: events are sealed hourly." }),
    checked_at: z.iso.datetime().nullable(),
    fault: z
      .strictObject({
        kind: z.enum(faultKinds),
        detail: z
          .string()
          .meta({ example: "Event 0196b3f2-7c1e-7d3a-9f10-2b6f0c5d8e41 (seal 12) was changed after it was sealed." }),
      })
      .nullable()
      .meta({ description: "The first thing that is wrong." }),
    anchor: z.string().nullable().meta({
      description:
        "How many are sealed and the last seal: keep it elsewhere, and `npm run audit:verify -- --expect` tells whether the log still has it.",
      example: "1284:v1.n8QXc0aB.pM1n…",
    }),
  })
  .meta({ id: "AuditIntegrity" });

export type FaultKind = (typeof faultKinds)[number];
export type AuditIntegrity = z.output<typeof auditIntegritySchema>;
export type AuditLogQuery = z.output<typeof auditLogQuerySchema>;
export type UserActivityQuery = z.output<typeof userActivityQuerySchema>;
export type AuditLogPage = z.output<typeof auditLogSchema>;
export type AuditEventView = z.output<typeof auditEventSchema>;
