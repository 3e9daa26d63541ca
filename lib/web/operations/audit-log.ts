import { apiRoutes } from "@/lib/api-routes";
import { auditIntegritySchema, auditLogQuerySchema, auditLogSchema } from "@/lib/schemas/audit-log";
import { exportAuditLogSchema, exportedEventsSchema } from "@/lib/schemas/exports";
import type { Operation } from "./operation";

export const auditLogOperations = {
  listAuditLog: {
    id: "listAuditLog",
    method: "GET",
    path: apiRoutes.auditLog(),
    summary: "Read the audit log",
    description: "For administrators: who did what, with whose account, when and from where. Newest first.",
    tag: "Audit log",
    bearer: true,
    query: auditLogQuerySchema,
    status: 200,
    response: auditLogSchema,
    errors: ["forbidden", "validation"],
  },
  readAuditIntegrity: {
    id: "readAuditIntegrity",
    method: "GET",
    path: apiRoutes.auditIntegrity(),
    summary: "Ask whether the audit log is as it was sealed",
    description:
      "For administrators: what the last check found. What is new is sealed and checked hourly, all of it daily.",
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
    summary: "Download the audit log",
    description:
      "For administrators. All events that the same filters list, newest first, sent while they are read. Needs password and code within the last ten minutes, and is audited.",
    tag: "Audit log",
    bearer: true,
    query: exportAuditLogSchema,
    status: 200,
    response: exportedEventsSchema,
    streams: ["text/csv", "application/json", "application/x-ndjson"],
    errors: ["forbidden", "validation", "reauthentication_required", "changes_frozen"],
  },
} as const satisfies Record<string, Operation>;
