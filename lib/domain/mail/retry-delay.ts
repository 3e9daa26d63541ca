import { randomBelow, type RandomSource } from "../random";

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;

// A stumble is over in seconds, a restart in minutes; a mail server that is mended within a day still loses nothing.
const delaysSeconds = [
  30,
  2 * MINUTE_SECONDS,
  8 * MINUTE_SECONDS,
  30 * MINUTE_SECONDS,
  2 * HOUR_SECONDS,
  4 * HOUR_SECONDS,
  6 * HOUR_SECONDS,
  6 * HOUR_SECONDS,
  6 * HOUR_SECONDS,
] as const;

export const MAIL_ATTEMPTS_MAX = delaysSeconds.length + 1;

/** How long to wait after the attempt with this number (from 1) failed, give or take a fifth; null when it was the last one. */
export function retryDelaySeconds(attempt: number, random: RandomSource): number | null {
  const delay = delaysSeconds[attempt - 1];
  if (delay === undefined) return null;
  // Spread, so that what failed together does not come back together.
  return (delay * (800 + randomBelow(random, 401))) / 1000;
}
