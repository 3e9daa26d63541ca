import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/join-classes";
import { InlineLink } from "@/components/ui/text-link";
import { TimeAgo } from "@/components/ui/time-ago";
import type { RepeatedEvent } from "@/lib/domain/users/group-repeats";
import { routes } from "@/lib/routes";
import type { AuditEventView } from "@/lib/schemas/audit-log";
import { describeEvent, describeRun } from "./describe-event";
import { EventDetails } from "./event-details";
import { EventIcon } from "./event-icon";
import { commonParts, eventSentence, runResult } from "./event-sentence";

type AuditEventsProps = {
  groups: readonly RepeatedEvent<AuditEventView>[];
  now: string;
  /** The id of the page's user, who isn't named in each event. */
  about?: string;
  /** The page with each event of a run; null when the reader may not open it. */
  hrefOfRun: (event: AuditEventView) => string | null;
};

// Shorter runs are listed event by event, because there is nothing to gain from a click.
const FOLDED_MIN = 3;
// The others are on the page of the run.
const SHOWN_MAX = 50;

export function AuditEvents({ groups, now, about, hrefOfRun }: AuditEventsProps) {
  return (
    <ol className="flex flex-col divide-y divide-border">
      {groups.flatMap(({ events, run }) => {
        if (run === undefined ? events.length < FOLDED_MIN : events.length === 1)
          return events.map((event) => (
            <li key={event.id} className="px-4 py-2.5 sm:px-6">
              <EventLine event={event} now={now} about={about} />
            </li>
          ));
        return [
          <li key={events[0].id}>
            <Run
              events={run === undefined ? events : events.filter((event) => event !== run)}
              run={run}
              newest={events[0]}
              now={now}
              about={about}
              hrefOfRun={hrefOfRun}
            />
          </li>,
        ];
      })}
    </ol>
  );
}

type RunProps = {
  events: readonly AuditEventView[];
  /** The event of the whole run, which speaks for all; undefined for repeats. */
  run: AuditEventView | undefined;
  newest: AuditEventView;
  now: string;
  about: string | undefined;
  hrefOfRun: AuditEventsProps["hrefOfRun"];
};

function Run({ events, run, newest, now, about, hrefOfRun }: RunProps) {
  const left = events.length - SHOWN_MAX;
  const [first = newest] = events;
  const href = hrefOfRun(first);
  const result = run === undefined ? null : runResult(run, events.length);
  const common = commonParts(events);
  const said = [...(result?.parts ?? []), ...common];
  return (
    <details>
      <summary className="list-none px-4 py-2.5 hover:bg-sunken/60 focus-visible:-outline-offset-2 sm:px-6 [&::-webkit-details-marker]:hidden">
        <Line
          icon={<EventIcon event={{ action: (run ?? newest).action, outcome: newest.outcome }} />}
          title={run === undefined ? describeRun(newest, events.length) : (result?.title ?? titleOf(run))}
          detail={said.length > 0 && <p className="text-14 text-muted">{said.join(" · ")}</p>}
          by={<By event={newest} about={about} linked={false} />}
          time={<OpeningTime at={newest.at} now={now} />}
        />
      </summary>
      <ol className="divide-y divide-border border-t border-border bg-sunken/50">
        {events.slice(0, SHOWN_MAX).map((event) => (
          <li key={event.id} className="py-2 pr-4 pl-12 sm:pr-6 sm:pl-14">
            <EventLine event={event} now={now} about={about} isInRun without={common} />
          </li>
        ))}
        {(left > 0 || result?.link !== undefined) && (
          <li className="flex flex-wrap items-center gap-x-4 py-1 pr-4 pl-12 text-14 sm:pr-6 sm:pl-14">
            {left > 0 && (
              <p>
                {left.toLocaleString("en-GB")} more.{" "}
                {href !== null && <InlineLink href={href}>List each event</InlineLink>}
              </p>
            )}
            {result?.link !== undefined && <InlineLink href={result.link.href}>{result.link.label}</InlineLink>}
          </li>
        )}
      </ol>
    </details>
  );
}

type EventLineProps = {
  event: AuditEventView;
  now: string;
  about: string | undefined;
  isInRun?: boolean;
  without?: readonly string[];
};

function EventLine({ event, now, about, isInRun = false, without }: EventLineProps) {
  const { actor, target } = event;
  const isNamed = target !== null && target.id !== actor?.id && target.id !== about;
  return (
    <Line
      icon={isInRun ? null : <EventIcon event={event} />}
      title={
        isInRun && isNamed ? (
          <UserLink user={target} />
        ) : (
          <>
            {titleOf(event)}
            {isNamed && (
              <span className="font-normal">
                {": "}
                <UserLink user={target} />
              </span>
            )}
          </>
        )
      }
      detail={<EventDetails event={event} without={without} />}
      by={isInRun ? null : <By event={event} about={about} linked />}
      time={<OriginToggle at={event.at} now={now} />}
      below={<Origin event={event} now={now} />}
    />
  );
}

/** A refused import has imported nothing, whatever its details say. */
function titleOf(event: AuditEventView): string {
  const said = event.outcome === "success" ? eventSentence(event.action, event.details)?.title : undefined;
  return said ?? describeEvent(event);
}

type LineProps = {
  icon: ReactNode;
  title: ReactNode;
  detail: ReactNode;
  by: ReactNode;
  time: ReactNode;
  /** What the time's toggle shows: below the title, and on a phone below the toggle, which stays where it was tapped. */
  below?: ReactNode;
};

/** What happened, who did it and when: three columns. On a phone two lines, or one without who did it. */
function Line({ icon, title, detail, by, time, below }: LineProps) {
  return (
    <div className="group/line flex gap-3">
      {icon !== null && <span className="mt-0.5 shrink-0">{icon}</span>}
      <div
        className={joinClasses(
          "grid min-w-0 grow gap-x-6 sm:grid-cols-[minmax(0,1fr)_12rem_9rem] sm:items-baseline",
          by === null && "max-sm:grid-cols-[minmax(0,1fr)_auto]",
        )}
      >
        <div className="min-w-0 wrap-anywhere">
          <p className={joinClasses(icon === null ? "text-14" : "font-medium")}>{title}</p>
          {detail}
        </div>
        <div
          className={joinClasses(
            "text-14 sm:contents",
            by === null ? "contents" : "flex flex-wrap justify-between gap-x-3",
          )}
        >
          <div className={joinClasses("min-w-0 wrap-anywhere", by === null && "max-sm:hidden")}>{by}</div>
          <div className="text-14 text-muted sm:text-right">{time}</div>
        </div>
        {below}
      </div>
    </div>
  );
}

/** The exact time and from where; shown while the line's toggle is open. */
function Origin({ event: { at, device, address }, now }: { event: AuditEventView; now: string }) {
  return (
    <p className="mt-1 hidden wrap-anywhere text-14 text-muted max-sm:col-span-full sm:col-start-1 group-has-[[data-origin][open]]/line:block">
      <TimeAgo at={at} now={now} only="moment" /> <span className="inline-block">· {device}</span>
      {address !== null && (
        <>
          {" "}
          <span className="inline-block">
            · <span className="font-mono">{address}</span>
          </span>
        </>
      )}
    </p>
  );
}

/** When it happened; it opens the line's origin. */
function OriginToggle({ at, now }: { at: string; now: string }) {
  return (
    <details data-origin>
      <summary className="list-none rounded-sm hover:text-text pointer-coarse:min-h-6 [&::-webkit-details-marker]:hidden">
        <OpeningTime at={at} now={now} />
      </summary>
    </details>
  );
}

/** The end of a line that opens, whether for a run's events or for one event's origin. */
function OpeningTime({ at, now }: { at: string; now: string }) {
  return (
    <span className="whitespace-nowrap">
      <TimeAgo at={at} now={now} />
      <ChevronRight
        aria-hidden
        className="ml-1 inline size-3.5 align-[-0.15em] transition-transform in-[[open]>summary]:rotate-90"
      />
    </span>
  );
}

type ByProps = {
  event: AuditEventView;
  about: string | undefined;
  /** A summary, which is a control itself, can't hold a link. */
  linked: boolean;
};

/** Who did it. */
function By({ event: { actor }, about, linked }: ByProps) {
  if (actor === null || actor.id === about) return null;
  return (
    <>
      <span className="max-sm:sr-only">by </span>
      {linked ? <UserLink user={actor} isQuiet /> : (actor.full_name ?? actor.email ?? actor.id)}
    </>
  );
}

type Person = NonNullable<AuditEventView["actor"]>;

/** `isQuiet`: without an underline, like the names in this column that aren't links. */
function UserLink({
  user: { id, email, full_name: fullName },
  isQuiet = false,
}: {
  user: Person;
  isQuiet?: boolean;
}): ReactNode {
  if (email === null) return <span className="font-mono text-12">{id}</span>;
  return (
    <a
      href={routes.user(id)}
      title={email}
      className={joinClasses(
        "rounded-sm text-text underline-offset-4 hover:underline",
        !isQuiet && "underline decoration-border hover:decoration-current",
      )}
    >
      {fullName ?? email}
    </a>
  );
}
