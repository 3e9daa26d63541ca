import { apiRoutes } from "@/lib/api-routes";
import { auditIntegritySchema, auditLogQuerySchema, auditLogSchema } from "@/lib/schemas/audit-log";
import { exportAuditLogSchema, exportedEventsSchema } from "@/lib/schemas/exports";
import { pagedByCursor } from "./misplaced-fields";
import type { Operation } from "./operation";

export const auditLogOperations = {
  listAuditLog: {
    id: "listAuditLog",
    method: "GET",
    path: apiRoutes.auditLog(),
    summary: "List audit events",
    description: "For administrators. Actor, action, target, time and address of each event, newest first.",
    tag: "Audit log",
    bearer: true,
    query: auditLogQuerySchema,
    misplaced: pagedByCursor,
    status: 200,
    response: auditLogSchema,
    errors: ["forbidden", "validation"],
  },
  readAuditIntegrity: {
    id: "readAuditIntegrity",
    method: "GET",
    path: apiRoutes.auditIntegrity(),
    summary: "Get the integrity of the audit log",
    description:
      "For administrators. Result of the last check of the hash chain. New events are sealed and checked every hour, the whole log once a day.",
    tag: "Audit log",
    bearer: true,
    status: 200,
    response: auditIntegritySchema,
    errors: ["forbidden"],
  },
  exportAuditLog: {
    id: "exportAuditLog",
    method: "GET",
    path: apiRoutes.exportAuditLog(),
    summary: "Export the audit log",
    description:
      "For administrators. Exports all events that match the filters, newest first, as a stream. Requires recent authentication; recorded in the audit log.",
    tag: "Audit log",
    bearer: true,
    query: exportAuditLogSchema,
    status: 200,
    response: exportedEventsSchema,
    streams: ["text/csv", "application/json", "application/x-ndjson"],
    errors: ["forbidden", "validation", "reauthentication_required"],
  },
} as const satisfies Record<string, Operation>;
