const PERIOD_MS = 60_000;

// About 300 bytes each. In a flood from more networks, this limits the lines of a minute.
const KINDS_MAX = 1_000;

/** How many events one line stands for, and the requests of the first and last of them. */
export type RepeatedEvents = { repeated: number; first_request_id: string; last_request_id: string };

type Sum = { repeated: number; first: string; last: string };

type RepeatedEventsOptions<Kind> = {
  /** Called for each kind of which events were left out; with null for all kinds that had no place. */
  report: (kind: Kind | null, events: RepeatedEvents) => void;
  kindsMax?: number;
  after?: (work: () => void, milliseconds: number) => void;
};

/** Lets the first event of each kind pass once a minute, and reports how many others there were. */
export function createRepeatedEvents<Kind>({
  report,
  kindsMax = KINDS_MAX,
  after = byTimer,
}: RepeatedEventsOptions<Kind>) {
  let kinds = new Map<string, { kind: Kind; sum: Sum | null }>();
  let others: Sum | null = null;
  let isTiming = false;

  function reportAll(): void {
    isTiming = false;
    const ended = { kinds, others };
    kinds = new Map();
    others = null;
    for (const { kind, sum } of ended.kinds.values()) if (sum !== null) report(kind, eventsOf(sum));
    if (ended.others !== null) report(null, eventsOf(ended.others));
  }

  return {
    /** Whether the event is the first of its kind and is to be reported now. `describe` is called for the first one. */
    isFirst(key: string, requestId: string, describe: () => Kind): boolean {
      const known = kinds.get(key);
      if (known !== undefined) {
        known.sum = added(known.sum, requestId);
        return false;
      }
      if (!isTiming) {
        isTiming = true;
        after(reportAll, PERIOD_MS);
      }
      if (kinds.size >= kindsMax) {
        others = added(others, requestId);
        return false;
      }
      kinds.set(key, { kind: describe(), sum: null });
      return true;
    },
    /** Reports what was left out so far. */
    reportAll,
  };
}

function added(sum: Sum | null, requestId: string): Sum {
  if (sum === null) return { repeated: 1, first: requestId, last: requestId };
  sum.repeated += 1;
  sum.last = requestId;
  return sum;
}

function eventsOf({ repeated, first, last }: Sum): RepeatedEvents {
  return { repeated, first_request_id: first, last_request_id: last };
}

function byTimer(work: () => void, milliseconds: number): void {
  // It must not keep the process alive.
  setTimeout(work, milliseconds).unref();
}
