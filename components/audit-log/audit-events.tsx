import { CircleAlert, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { TimeAgo } from "@/components/ui/time-ago";
import { routes } from "@/lib/routes";
import type { AuditEventView } from "@/lib/schemas/audit-log";
import { describeEvent } from "./describe-event";
import { EventDetails } from "./event-details";

type AuditEventsProps = {
  events: readonly AuditEventView[];
  now: string;
  /** The id of the page's user, who isn't named in each event. */
  about?: string;
};

export function AuditEvents({ events, now, about }: AuditEventsProps) {
  if (events.length === 0) return <p className="text-muted">No events yet.</p>;
  return (
    <ol className="flex flex-col divide-y divide-border">
      {events.map((event) => (
        <li key={event.id} className="flex gap-3 py-3 first:pt-0 last:pb-0">
          {event.outcome === "failure" ? (
            <CircleAlert aria-label="Failed" role="img" className="mt-0.5 size-5 shrink-0 text-danger" />
          ) : (
            <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-muted" />
          )}
          <div className="min-w-0 grow">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="min-w-0 font-medium">{describeEvent(event)}</span>
              <span className="shrink-0 text-14 text-muted">
                <TimeAgo at={event.at} now={now} withMoment={about === undefined} />
              </span>
            </p>
            <p className="text-14 wrap-anywhere text-muted">
              <ActorAndTarget event={event} about={about} />
              {event.device}
              {event.address !== null && (
                <>
                  {" from "}
                  <span className="font-mono text-12">{event.address}</span>
                </>
              )}
            </p>
            <EventDetails event={event} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function ActorAndTarget({ event: { actor, target }, about }: { event: AuditEventView; about: string | undefined }) {
  const isOwn = actor !== null && target !== null && actor.id === target.id;
  if (about !== undefined && (isOwn || (actor === null && target?.id === about))) return null;
  return (
    <>
      {actor !== null && (
        <>
          by <UserLink user={actor} />
        </>
      )}
      {target !== null && !isOwn && target.id !== about && (
        <>
          {actor === null ? "target: " : ", target: "}
          <UserLink user={target} />
        </>
      )}
      {(actor !== null || (target !== null && target.id !== about)) && " · "}
    </>
  );
}

function UserLink({ user: { id, email } }: { user: { id: string; email: string | null } }): ReactNode {
  if (email === null) return <span className="font-mono text-12">{id}</span>;
  return (
    <a
      href={routes.user(id)}
      className="rounded-sm text-text underline decoration-border underline-offset-4 hover:decoration-current"
    >
      {email}
    </a>
  );
}
