import type { RepeatedEvent } from "@/lib/domain/users/group-repeats";
import { encodePosition } from "./audit-position";

const EVENTS_PER_READ = 200;
// A group that is longer continues on the next page.
const READS_MAX = 10;

type Window = { size: number; cursor: string | undefined };
type Page<Event> = { items: readonly Event[]; next: string | null };

/** At most `size` groups of events, newest first, from at most 2,000 events. */
export async function readGroups<Event extends { id: string; at: string }>(
  readPage: (window: Window) => Promise<Page<Event>>,
  groupEvents: (events: readonly Event[]) => RepeatedEvent<Event>[],
  { size, cursor }: { size: number; cursor?: string | undefined },
): Promise<{ groups: RepeatedEvent<Event>[]; next: string | null }> {
  const events: Event[] = [];
  let next: string | null | undefined = cursor;
  for (let read = 0; read < READS_MAX && next !== null; read += 1) {
    const page = await readPage({ size: EVENTS_PER_READ, cursor: next });
    events.push(...page.items);
    next = page.next;
    // One more than needed, so that the last group shown is whole.
    if (groupEvents(events).length > size) break;
  }
  const groups = groupEvents(events);
  const shown = groups.slice(0, size);
  const last = shown.at(-1)?.events.at(-1);
  const isWhole = shown.length === groups.length;
  return { groups: shown, next: isWhole || last === undefined ? (next ?? null) : positionOf(last) };
}

function positionOf({ at, id }: { at: string; id: string }): string {
  return encodePosition({ at: new Date(at), id });
}
