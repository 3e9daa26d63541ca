type Repeatable = { action: string; outcome: string; by: { kind: string; name: string | null } };

/** The same event by the same user several times in a row, newest first. */
export type RepeatedEvent<Event> = { events: readonly [Event, ...Event[]] };

/** Groups events in a row that differ only in time, device and address. */
export function groupRepeats<Event extends Repeatable>(events: readonly Event[]): RepeatedEvent<Event>[] {
  const groups: { events: [Event, ...Event[]] }[] = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (last !== undefined && isSame(last.events[0], event)) last.events.push(event);
    else groups.push({ events: [event] });
  }
  return groups;
}

function isSame(one: Repeatable, other: Repeatable): boolean {
  return (
    one.action === other.action &&
    one.outcome === other.outcome &&
    one.by.kind === other.by.kind &&
    one.by.name === other.by.name
  );
}
