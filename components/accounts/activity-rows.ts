import { describeEvent } from "@/components/audit-log/describe-event";
import type { RepeatedEvent } from "@/lib/domain/users/group-repeats";
import type { ActivityEvent } from "@/lib/schemas/activity";

type Group = RepeatedEvent<ActivityEvent>;

export type ActivityRow = { title: string; events: Group["events"] };

// One step of the user that the log records as two events.
const pairs = new Map([
  ["authenticator.add two_factor.enable", "Two-factor authentication turned on"],
  ["authenticator.remove two_factor.disable", "Two-factor authentication turned off"],
  ["recovery_code.use session.sign_in", "Logged in with a recovery code"],
  ["browser.trust session.sign_in", "Logged in, and browser trusted for 30 days"],
]);
const PAIR_MS = 5000;

/** One row for each group of events, and for each pair that belongs together; newest first. */
export function activityRows(groups: readonly Group[]): ActivityRow[] {
  const rows: ActivityRow[] = [];
  for (let place = 0; place < groups.length; place += 1) {
    const group = groups[place];
    if (group === undefined) break;
    const next = groups[place + 1];
    const title = next === undefined ? undefined : titleOfPair(group, next);
    if (title !== undefined) place += 1;
    rows.push({ title: title ?? titleOf(group.events[0]), events: group.events });
  }
  return rows;
}

function titleOf(event: ActivityEvent): string {
  return event.subject === null ? describeEvent(event) : `${describeEvent(event)}: ${event.subject}`;
}

function titleOfPair({ events: [event, ...more] }: Group, { events: [other, ...others] }: Group): string | undefined {
  if (more.length > 0 || others.length > 0) return undefined;
  if (event.outcome === "failure" || other.outcome === "failure" || event.by.kind !== other.by.kind) return undefined;
  if (Date.parse(event.at) - Date.parse(other.at) > PAIR_MS) return undefined;
  return pairs.get([event.action, other.action].sort().join(" "));
}
