import type { AuditEventView } from "@/lib/schemas/audit-log";
import { detailName, detailText } from "./event-detail-text";

/** The changed values, before and after, and other details. The audit log stores no secrets. */
export function EventDetails({ event: { details } }: { event: AuditEventView }) {
  const { before, after, ...rest } = details;
  const changes = changesBetween(asRecord(before), asRecord(after));
  const facts = Object.entries(rest).filter(([, value]) => value !== null);
  if (changes.length === 0 && facts.length === 0) return null;
  return (
    <dl className="mt-1 flex flex-wrap gap-x-4 text-14 text-muted">
      {changes.map(({ name, from, to }) => (
        <div key={name} className="flex min-w-0 gap-1.5">
          <dt className="shrink-0">{detailName(name)}:</dt>
          <dd className="min-w-0 wrap-anywhere">
            {from !== undefined && (
              <>
                <del className="decoration-1">{detailText(name, from)}</del>
                <span aria-hidden> → </span>
              </>
            )}
            <ins className="text-text no-underline">{detailText(name, to)}</ins>
          </dd>
        </div>
      ))}
      {facts.map(([name, value]) => (
        <div key={name} className="flex min-w-0 gap-1.5">
          <dt className="shrink-0">{detailName(name)}:</dt>
          <dd className="min-w-0 wrap-anywhere">{detailText(name, value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function changesBetween(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): { name: string; from: unknown; to: unknown }[] {
  return Object.keys({ ...before, ...after }).map((name) => ({ name, from: before[name], to: after[name] }));
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
