import { randomBelow, type RandomSource } from "../random";

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;

// Short failures end in seconds, restarts in minutes. About a day in all, so that a longer outage loses no mail.
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

/** The wait after failed attempt number `attempt` (from 1), ± 20 %; null after the last one. */
export function retryDelaySeconds(attempt: number, random: RandomSource): number | null {
  const delay = delaysSeconds[attempt - 1];
  if (delay === undefined) return null;
  // Random, so that mails that failed together aren't retried together.
  return (delay * (800 + randomBelow(random, 401))) / 1000;
}
