const units = [
  ["day", 24 * 60],
  ["hour", 60],
] as const;

const utcTime = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

const utcDay = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });

/** "10 minutes", "1 hour", "7 days": the largest exact unit. A day is "24 hours", because it doesn't end at midnight. */
export function formatDuration(minutes: number): string {
  const [unit, size] = units.find(([, length]) => minutes % length === 0 && (length === 60 || minutes > length)) ?? [
    "minute",
    1,
  ];
  const count = minutes / size;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** "21 November 2026 at 15:04 UTC". The server doesn't know the reader's time zone. */
export function formatTime(instant: Date): string {
  return `${utcTime.format(instant)} UTC`;
}

/** "30 April 2026", for a date such as 2026-04-30. */
export function formatDay(date: string): string {
  return utcDay.format(new Date(date));
}

export function minutesAfter(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * 60_000);
}
