import { InlineLink } from "@/components/ui/text-link";
import { routes } from "@/lib/routes";
import type { AuditEventView } from "@/lib/schemas/audit-log";
import { detailName, detailText, isWorthShowing } from "./event-detail-text";
import { type EventSentence, eventSentence } from "./event-sentence";

type EventDetailsProps = {
  event: AuditEventView;
  /** What the head of the run has said. */
  without?: readonly string[];
};

/** The changed values, before and after, and other details. The audit log stores no secrets. */
export function EventDetails({ event: { action, details }, without = [] }: EventDetailsProps) {
  const sentence = eventSentence(action, details);
  if (sentence !== null) {
    return <Sentence sentence={{ ...sentence, parts: sentence.parts.filter((part) => !without.includes(part)) }} />;
  }
  const { before, after, ...rest } = details;
  const changes = changesBetween(asRecord(before), asRecord(after));
  const facts = Object.entries(rest).filter(([name, value]) => isWorthShowing(name, value));
  if (changes.length === 0 && facts.length === 0) return null;
  return (
    <dl className="flex flex-wrap gap-x-4 text-14 text-muted">
      {changes.map(({ name, from, to }) => (
        <div key={name} className="flex min-w-0 gap-1.5">
          <dt className="shrink-0">{detailName(name)}:</dt>
          <dd className="min-w-0 wrap-anywhere text-text">
            {from !== undefined && (
              <>
                <del className="text-muted decoration-1">{detailText(name, from)}</del>
                <span aria-hidden> → </span>
              </>
            )}
            <ins className="no-underline">{detailText(name, to)}</ins>
          </dd>
        </div>
      ))}
      {facts.map(([name, value]) => (
        <div key={name} className="flex min-w-0 gap-1.5">
          <dt className="shrink-0">{detailName(name)}:</dt>
          <dd className="min-w-0 wrap-anywhere text-text">
            <Value name={name} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Sentence({ sentence: { parts, link } }: { sentence: EventSentence }) {
  if (parts.length === 0 && link === undefined) return null;
  return (
    <p className="text-14 wrap-anywhere text-muted">
      {parts.join(" · ")}
      {link !== undefined && (
        <>
          {" "}
          {/* The separator never ends a line. */}
          <span className="whitespace-nowrap">
            {parts.length > 0 && <span className="max-sm:hidden">· </span>}
            <InlineLink href={link.href} className="font-normal!">
              {link.label}
            </InlineLink>
          </span>
        </>
      )}
    </p>
  );
}

const pages: Readonly<Record<string, (id: string) => string>> = {
  invitation: routes.administeredInvitation,
  run: routes.bulkRun,
  mail: routes.mail,
};

/** An id is a link to its page. */
function Value({ name, value }: { name: string; value: unknown }) {
  const hrefOf = pages[name];
  if (hrefOf === undefined || typeof value !== "string") return detailText(name, value);
  return <InlineLink href={hrefOf(value)}>View</InlineLink>;
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
