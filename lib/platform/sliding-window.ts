/** One use of `key`, of which `requestsMax` are allowed in any `windowSeconds`. */
export type LimitedUse = { key: string; requestsMax: number; windowSeconds: number };

/** `resetSeconds` is when the oldest use that counts is given back. */
export type LimitDecision = { allowed: boolean; limit: number; remaining: number; resetSeconds: number };

/** Up to so many uses are remembered to the millisecond. */
const EXACT_USES_MAX = 100;

/**
 * How many milliseconds of uses are remembered together. Large limits share slots of a hundredth of their window, so that a
 * key never costs more than about a hundred slots; a use of such a limit is given back up to one slot late, never early.
 */
export function slotMsOf({ requestsMax, windowSeconds }: LimitedUse): number {
  return requestsMax <= EXACT_USES_MAX ? 1 : Math.max(1, Math.ceil(windowSeconds * 10));
}
