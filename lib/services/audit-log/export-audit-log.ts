import { tableWriter, type TableRow } from "@/lib/domain/table-text";
import type { AuditEventView } from "@/lib/schemas/audit-log";
import type { ExportAuditLogInput } from "@/lib/schemas/exports";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { EXPORT_BATCH, exportTable } from "../export-table";
import type { TextStream } from "../text-stream";
import { toAuditFilter } from "./shared/audit-filter";
import { walkAuditLog } from "./shared/audit-page";

const eventColumns = [
  "id",
  "at",
  "action",
  "description",
  "outcome",
  "actor",
  "target",
  "session_id",
  "address",
  "device",
  "request_id",
  "details",
] as const satisfies (keyof AuditEventView)[];
// A CSV cell holds one value, so a user, an object in JSON, takes three columns.
const csvColumns = eventColumns.flatMap((column): string[] =>
  column === "actor" || column === "target" ? [`${column}_id`, `${column}_email`, `${column}_name`] : [column],
);

/** All events of a filter, newest first, as a file. */
export async function exportAuditLog(
  context: Context<"writing">,
  { format, delimiter, bom, ...query }: ExportAuditLogInput,
): Promise<TextStream> {
  const actor = authorizeUser(context, "audit:read");
  requireRecentAuthentication(context, actor);
  return exportTable(context, {
    fileName: ["latchkey-audit-log", format],
    writer: tableWriter(format, format === "csv" ? csvColumns : eventColumns, { delimiter, bom }),
    batches: readBatches(context, query, format === "csv" ? toFlatRow : (event) => event),
    audited: { action: "audit_log.export", filter: query },
  });
}

type Query = Omit<ExportAuditLogInput, "format" | "delimiter" | "bom">;

async function* readBatches(
  context: Context<"reading">,
  query: Query,
  toRow: (event: AuditEventView) => TableRow,
): AsyncGenerator<TableRow[]> {
  for await (const events of walkAuditLog(context, toAuditFilter(query), EXPORT_BATCH)) yield events.map(toRow);
}

function toFlatRow({ actor, target, ...event }: AuditEventView): TableRow {
  return {
    ...event,
    actor_id: actor?.id ?? null,
    actor_email: actor?.email ?? null,
    actor_name: actor?.full_name ?? null,
    target_id: target?.id ?? null,
    target_email: target?.email ?? null,
    target_name: target?.full_name ?? null,
  };
}
