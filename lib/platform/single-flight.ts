type Flight = { result: Promise<unknown>; endsAtMs: number };

/** Runs a piece of work once for everyone who asks for it at the same time or within `seconds` after it began. */
export function createSingleFlight(nowMs: () => number) {
  const flights = new Map<string, Flight>();
  return function shared<Result>(name: string, seconds: number, work: () => Promise<Result>): Promise<Result> {
    const flight = flights.get(name);
    // The caller's type for a name is always the same: names are constants of the service that uses them.
    if (flight !== undefined && nowMs() < flight.endsAtMs) return flight.result as Promise<Result>;
    const result = work();
    flights.set(name, { result, endsAtMs: nowMs() + seconds * 1000 });
    return result;
  };
}
