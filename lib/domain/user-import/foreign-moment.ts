/** What a system writes for "never" in a column of dates. */
const NEVER = /^(0000-00-00|0001-01-01|1601-01-01|1970-01-01[T ]00:00:00(\.0+)?(Z|[+-]00(:?00)?)?$)/;
const NOTHING = /^(0|null|none|nil|nan|nat|n\/a|-)?$/i;
const NUMBER = /^\d{9,16}(\.\d+)?$/;
const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ]+(\d\d:\d\d(?::\d\d)?)(?:[.,](\d{1,9}))? ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?$/i;
/** RFC 9110 section 5.6.7, as JavaScript and Firebase's library write it. */
const HTTP_DATE =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;

/**
 * A date of another system: ISO 8601 in the forms of the databases, seconds, milliseconds or microseconds since 1970, or an HTTP
 * date. `null`: none, "0" and the zero dates. `undefined`: it can't be read, as with dates whose day and month could be swapped.
 */
export function readForeignMoment(text: string): Date | null | undefined {
  const trimmed = text.trim();
  if (NOTHING.test(trimmed) || NEVER.test(trimmed)) return null;
  const moment = NUMBER.test(trimmed)
    ? readNumber(Number(trimmed))
    : HTTP_DATE.test(trimmed)
      ? new Date(trimmed)
      : readIso(trimmed);
  return moment !== undefined && moment.getTime() >= 0 ? moment : undefined;
}

// Seconds have 11 digits until the year 5138, milliseconds 12 to 14 from 1973 on.
function readNumber(number: number): Date {
  if (number < 1e11) return new Date(Math.round(number * 1000));
  return new Date(Math.floor(number < 1e14 ? number : number / 1000));
}

function readIso(text: string): Date | undefined {
  const [, day, time = "00:00", fraction, zone = "Z"] = ISO.exec(text) ?? [];
  if (day === undefined) return undefined;
  const seconds = time.length === 5 ? `${time}:00` : time;
  // The engine takes 30 February for 2 March.
  if (!isDay(day)) return undefined;
  return new Date(`${day}T${seconds}.${(fraction ?? "0").slice(0, 3)}${toZone(zone)}`);
}

function isDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}

function toZone(zone: string): string {
  if (/^(Z|UTC)$/i.test(zone)) return "Z";
  return zone.length === 3 ? `${zone}:00` : zone.replace(/^([+-]\d\d)(\d\d)$/, "$1:$2");
}
