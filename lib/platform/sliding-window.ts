/** One use of `key`, of which `requestsMax` are allowed in any `windowSeconds`. */
export type LimitedUse = { key: string; requestsMax: number; windowSeconds: number };

/** `resetSeconds` is the time until the oldest counted use expires. */
export type LimitDecision = { key: string; allowed: boolean; limit: number; remaining: number; resetSeconds: number };

/** Up to this limit, each use is stored to the millisecond. */
const EXACT_USES_MAX = 100;

/**
 * The length of a slot, whose uses share one counter. Large limits use slots of a hundredth of their window, so that a
 * key never needs more than about a hundred slots; a use then expires up to one slot late, never early.
 */
export function slotMsOf({ requestsMax, windowSeconds }: LimitedUse): number {
  return requestsMax <= EXACT_USES_MAX ? 1 : Math.max(1, Math.ceil(windowSeconds * 10));
}
