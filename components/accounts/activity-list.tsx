import { CircleAlert, CircleCheck } from "lucide-react";
import { describeEvent } from "@/components/audit-log/describe-event";
import { TimeAgo } from "@/components/ui/time-ago";
import type { RepeatedEvent } from "@/lib/domain/users/group-repeats";
import type { ActivityEvent } from "@/lib/schemas/activity";

type Group = RepeatedEvent<ActivityEvent>;

export function ActivityList({ groups, now }: { groups: readonly Group[]; now: string }) {
  if (groups.length === 0) return <p className="text-muted">No activity yet.</p>;
  return (
    <ol className="flex flex-col divide-y divide-border">
      {groups.map(({ events }) => {
        const [event] = events;
        return (
          <li key={event.id} className="flex gap-3 py-3 first:pt-0 last:pb-0">
            {event.outcome === "failure" ? (
              <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-danger" />
            ) : (
              <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-muted" />
            )}
            <div className="min-w-0 grow">
              <p className="flex items-baseline justify-between gap-4">
                <span className="min-w-0">
                  {describeEvent(event)}
                  {events.length > 1 && `, ${events.length} times`}
                </span>
                <span className="shrink-0 text-14 text-muted">
                  <TimeAgo at={event.at} now={now} />
                </span>
              </p>
              <p className="text-14 wrap-anywhere text-muted">
                <Origin events={events} />
                {events.length > 1 && (
                  <>
                    {", first "}
                    <TimeAgo at={(events.at(-1) ?? event).at} now={now} />
                  </>
                )}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** Who did it, or from where. */
function Origin({ events }: Group) {
  const [{ by, device }] = events;
  if (by.kind === "administrator") return by.name === null ? "By an administrator" : `By ${by.name}, an administrator`;

  const addresses = [...new Set(events.flatMap(({ address }) => address ?? []))];
  const [address] = addresses;
  return (
    <>
      {events.every((event) => event.device === device) ? device : "Several browsers"}
      {address !== undefined && " from "}
      {addresses.length > 1 ? `${addresses.length} addresses` : <span className="font-mono">{address}</span>}
    </>
  );
}
