import { CircleAlert, CircleCheck } from "lucide-react";
import { describeEvent } from "@/components/audit-log/describe-event";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Activity } from "@/lib/schemas/activity";

export function ActivityList({ events, now }: { events: Activity["items"]; now: string }) {
  if (events.length === 0) return <p className="text-muted">No activity yet.</p>;
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
              <span className="min-w-0">{describeEvent(event)}</span>
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
