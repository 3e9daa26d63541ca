import { groupRepeats } from "@/lib/domain/users/group-repeats";
import type { ActivityEvent, GroupedActivity } from "@/lib/schemas/activity";
import { encodePosition } from "../audit-log/shared/audit-position";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { readActivity } from "./shared/read-activity";

const EVENTS_PER_READ = 200;
// A group that is longer continues on the next page.
const READS_MAX = 10;

/**
 * The events of your own account, newest first, with repeats of one event in a row as one group: at most `size` groups, from at
 * most 2,000 events.
 */
export async function listGroupedActivity(
  context: Context<"reading">,
  { size, cursor }: { size: number; cursor?: string | undefined },
): Promise<GroupedActivity> {
  const actor = authorizeUser(context, "activity:read-own");
  const events: ActivityEvent[] = [];
  let next: string | null | undefined = cursor;
  for (let read = 0; read < READS_MAX && next !== null; read += 1) {
    const page = await readActivity(context, actor.userId, { size: EVENTS_PER_READ, cursor: next });
    events.push(...page.items);
    next = page.next;
    // One more than needed, so that the last group shown is whole.
    if (groupRepeats(events).length > size) break;
  }
  const groups = groupRepeats(events);
  const shown = groups.slice(0, size);
  const last = shown.at(-1)?.events.at(-1);
  const isWhole = shown.length === groups.length;
  return { groups: shown, next: isWhole || last === undefined ? (next ?? null) : positionOf(last) };
}

function positionOf({ at, id }: ActivityEvent): string {
  return encodePosition({ at: new Date(at), id });
}
