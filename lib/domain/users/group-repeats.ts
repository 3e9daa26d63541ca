type Repeatable = { action: string; outcome: string };

/** The same event by the same user several times in a row, newest first; or `run`, which is one of them, and the events of its accounts. */
export type RepeatedEvent<Event> = { events: readonly [Event, ...Event[]]; run?: Event };

/** Groups events in a row with the same action, outcome and doer. */
export function groupRepeats<Event extends Repeatable>(
  events: readonly Event[],
  doerOf: (event: Event) => string | null,
): RepeatedEvent<Event>[] {
  const groups: { events: [Event, ...Event[]] }[] = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (last !== undefined && isSame(last.events[0], event, doerOf)) last.events.push(event);
    else groups.push({ events: [event] });
  }
  return groups;
}

function isSame<Event extends Repeatable>(one: Event, other: Event, doerOf: (event: Event) => string | null): boolean {
  return one.action === other.action && one.outcome === other.outcome && doerOf(one) === doerOf(other);
}
