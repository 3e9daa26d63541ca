type Flight = { result: Promise<unknown>; endsAtMs: number };

/** Runs `work` once for all callers at the same time, and for those within `seconds` after it started. */
export function createSingleFlight(nowMs: () => number) {
  const flights = new Map<string, Flight>();
  return function shared<Result>(name: string, seconds: number, work: () => Promise<Result>): Promise<Result> {
    const flight = flights.get(name);
    // Names are constants of one service, so each name always has the same type.
    if (flight !== undefined && nowMs() < flight.endsAtMs) return flight.result as Promise<Result>;
    const result = work();
    flights.set(name, { result, endsAtMs: nowMs() + seconds * 1000 });
    return result;
  };
}
