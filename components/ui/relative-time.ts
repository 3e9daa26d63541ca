const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;
const DAY_SECONDS = 24 * HOUR_SECONDS;

const units = [
  { seconds: 365 * DAY_SECONDS, name: "year" },
  { seconds: 30 * DAY_SECONDS, name: "month" },
  { seconds: DAY_SECONDS, name: "day" },
  { seconds: HOUR_SECONDS, name: "hour" },
  { seconds: MINUTE_SECONDS, name: "minute" },
];

const dateParts = { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" } as const;

/** In the largest unit that fits. Small clock differences must not show a time in the future. */
export function relativeTime(at: Date, now: Date): string {
  const seconds = (now.getTime() - at.getTime()) / 1000;
  const unit = units.find((candidate) => seconds >= candidate.seconds);
  if (unit === undefined) return "just now";
  const count = Math.floor(seconds / unit.seconds);
  return `${count} ${unit.name}${count === 1 ? "" : "s"} ago`;
}

/** Rounded to the nearest of the same units; a past time is "now". */
export function timeUntil(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  if (seconds <= 0) return "now";
  const unit = units.find((candidate) => seconds >= candidate.seconds);
  if (unit === undefined) return "in less than a minute";
  const count = Math.round(seconds / unit.seconds);
  return `in ${count} ${unit.name}${count === 1 ? "" : "s"}`;
}

/** Date and time. The server doesn't know the user's time zone and uses UTC. */
export function absoluteTime(at: Date, timeZone: "UTC" | "reader"): string {
  const zone = timeZone === "UTC" ? { timeZone: "UTC", timeZoneName: "short" as const } : {};
  return at.toLocaleString("en-GB", { ...dateParts, ...zone });
}
