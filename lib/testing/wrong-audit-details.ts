import type { OpenDatabase } from "@/lib/data/database";
import { blankedValues } from "@/lib/domain/audit-log/sealed-texts";
import { auditDetailSchemas } from "@/lib/schemas/audit-details";

const schemas = new Map(Object.entries(auditDetailSchemas));

/** The events of a test's audit log whose details don't match the schema of their action. */
export async function findWrongAuditDetails({ reader }: Pick<OpenDatabase, "reader">): Promise<string[]> {
  const events = await reader.auditEvent.findMany({
    where: { details: { not: blankedValues.details } },
    select: { action: true, details: true },
  });
  return events
    .filter(({ action, details }) => schemas.get(action)?.safeParse(JSON.parse(details)).success !== true)
    .map(({ action, details }) => `${action} ${details}`);
}
