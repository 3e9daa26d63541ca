import { CircleAlert, CircleCheck } from "lucide-react";
import { TimeAgo } from "@/components/ui/time-ago";
import { auditActions } from "@/lib/domain/users/audit-actions";
import type { Activity } from "@/lib/schemas/activity";

type Event = Activity["items"][number];

// What the log tells of is worded as done; when it was refused it never was.
const refusedWords: Record<string, string> = {
  "session.sign_in": "Log-in with a wrong password",
  "session.reauthenticate": "Wrong password when asked to confirm it",
  "two_factor.code": "Wrong code for the second factor",
  "audit_log.broken": auditActions["audit_log.broken"],
};

export function ActivityList({ events, now }: { events: readonly Event[]; now: string }) {
  if (events.length === 0) return <p className="text-muted">Nothing has happened yet.</p>;
  return (
    <ol className="flex flex-col divide-y divide-border">
      {events.map((event) => (
        <li key={event.id} className="flex gap-3 py-3 first:pt-0 last:pb-0">
          {event.outcome === "failure" ? (
            <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-danger" />
          ) : (
            <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-muted" />
          )}
          <div className="min-w-0 grow">
            <p className="flex items-baseline justify-between gap-4">
              <span className="min-w-0">{wordsFor(event)}</span>
              <span className="shrink-0 text-14 text-muted">
                <TimeAgo at={event.at} now={now} />
              </span>
            </p>
            <p className="text-14 wrap-anywhere text-muted">
              {event.device}
              {event.address !== null && (
                <>
                  {" from "}
                  <span className="font-mono">{event.address}</span>
                </>
              )}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** What happened, or what was tried and refused. */
export function wordsFor({ action, description, outcome }: Pick<Event, "action" | "description" | "outcome">): string {
  return outcome === "success" ? description : (refusedWords[action] ?? `Refused: ${description}`);
}
