"use client";

import {
  CircleAlert,
  KeyRound,
  LogIn,
  LogOut,
  type LucideIcon,
  Mail,
  ShieldCheck,
  SquareTerminal,
  UserRound,
} from "lucide-react";
import { useInBrowser } from "@/components/ui/use-in-browser";
import type { RepeatedEvent } from "@/lib/domain/users/group-repeats";
import type { ActivityEvent } from "@/lib/schemas/activity";
import { type ActivityRow, activityRows } from "./activity-rows";

type Group = RepeatedEvent<ActivityEvent>;

// The first that the action begins with.
const icons: readonly [string, LucideIcon][] = [
  ["session.sign_in", LogIn],
  ["session.reauthenticate", KeyRound],
  ["session.", LogOut],
  ["token.", SquareTerminal],
  ["password.", KeyRound],
  ["email.", Mail],
  ["account.verify", Mail],
  ["two_factor.", ShieldCheck],
  ["authenticator.", ShieldCheck],
  ["recovery_code", ShieldCheck],
  ["browser.", ShieldCheck],
];

/** The events by day, newest first. */
export function ActivityList({ groups, now }: { groups: readonly Group[]; now: string }) {
  const timeZone = useInBrowser() ? undefined : "UTC";
  if (groups.length === 0) return <p className="text-muted">No activity yet.</p>;
  const days = new Map<string, ActivityRow[]>();
  for (const row of activityRows(groups)) {
    const day = dayOf(row.events[0].at, timeZone);
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  return (
    <div className="flex flex-col gap-6">
      {[...days].map(([day, rows], place) => (
        <section key={day} aria-labelledby={`day-${place}`}>
          <h2 id={`day-${place}`} className="mb-2 text-14 font-medium text-muted">
            {nameOfDay(day, { now, timeZone })}
          </h2>
          <ol className="flex flex-col divide-y divide-border rounded-lg border border-border bg-panel px-4 shadow-panel sm:px-6">
            {rows.map((row, index) => (
              <Row key={row.events[0].id} row={row} previous={rows[index - 1]} timeZone={timeZone} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

type TimeZone = "UTC" | undefined;

function Row({ row, previous, timeZone }: { row: ActivityRow; previous: ActivityRow | undefined; timeZone: TimeZone }) {
  const { title, events } = row;
  const [event] = events;
  const failed = event.outcome === "failure";
  const Icon = failed ? CircleAlert : (icons.find(([start]) => event.action.startsWith(start))?.[1] ?? UserRound);
  const origin = originOf(row);
  // A failure always says where from: it may be someone else.
  const isNew = failed || previous === undefined || originOf(previous) !== origin;
  return (
    <li className="flex gap-3 py-3">
      <Icon aria-hidden className={`mt-0.5 size-5 shrink-0 ${failed ? "text-danger" : "text-muted"}`} />
      <div className="flex min-w-0 grow flex-wrap items-baseline justify-between gap-x-4">
        <p className="min-w-0 grow basis-60">
          {title}
          {events.length > 1 && `, ${events.length} times`}
        </p>
        <p className="text-14 text-muted sm:shrink-0">
          <Clock at={event.at} timeZone={timeZone} />
          {isNew && <span className="wrap-anywhere sm:hidden"> · {origin}</span>}
        </p>
        {isNew && <p className="w-full text-14 wrap-anywhere text-muted max-sm:hidden">{origin}</p>}
      </div>
    </li>
  );
}

function Clock({ at, timeZone }: { at: string; timeZone: TimeZone }) {
  const zone = timeZone === undefined ? {} : { timeZone };
  const moment = new Date(at);
  return (
    <time
      dateTime={at}
      title={moment.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "medium", ...zone })}
      className="whitespace-nowrap tabular-nums"
    >
      {moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", ...zone })}
      {timeZone === "UTC" && " UTC"}
    </time>
  );
}

/** Who did it, or from where. */
function originOf({ events }: ActivityRow): string {
  const [{ by, device }] = events;
  if (by.kind === "administrator" || by.kind === "moderator") {
    const role = by.kind === "administrator" ? "an administrator" : "a moderator";
    return by.name === null ? `By ${role}` : `By ${by.name}, ${role}`;
  }
  const addresses = [...new Set(events.flatMap(({ address }) => address ?? []))];
  const [address] = addresses;
  const from = addresses.length > 1 ? ` from ${addresses.length} addresses` : address && ` from ${address}`;
  return `${events.every((event) => event.device === device) ? device : "Several browsers"}${from ?? ""}`;
}

/** The day in the reader's time zone, as 2026-11-27. */
function dayOf(at: string, timeZone: TimeZone): string {
  return new Date(at).toLocaleDateString("sv-SE", timeZone === undefined ? {} : { timeZone });
}

function nameOfDay(day: string, { now, timeZone }: { now: string; timeZone: TimeZone }): string {
  const DAY_MS = 24 * 60 * 60 * 1000;
  if (day === dayOf(now, timeZone)) return "Today";
  if (day === dayOf(new Date(Date.parse(now) - DAY_MS).toISOString(), timeZone)) return "Yesterday";
  return new Date(`${day}T12:00:00Z`).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
}
