const DAY_MS = 24 * 60 * 60 * 1000;

/** A day in UTC: its date, its start and its end, which belongs to the next day. */
export type UtcDay = { date: string; start: Date; end: Date };

/** The last `count` days in UTC, oldest first; the last one is the day of `now`. */
export function lastUtcDays(now: Date, count: number): UtcDay[] {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  return Array.from({ length: count }, (_, index) => {
    const start = new Date(today - (count - 1 - index) * DAY_MS);
    return { date: start.toISOString().slice(0, 10), start, end: new Date(start.getTime() + DAY_MS) };
  });
}
