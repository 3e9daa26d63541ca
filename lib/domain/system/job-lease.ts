/** A process that ended without a word blocks a job for so long. */
export const LEASE_MS = 5 * 60 * 1000;

/** Whether a lease holds. One that ends too far in the future was made while a clock was wrong. */
export function isLeased(leasedUntil: Date | null, now: Date, leaseMs = LEASE_MS): boolean {
  return leasedUntil !== null && leasedUntil > now && leasedUntil.getTime() <= now.getTime() + 2 * leaseMs;
}
