import type { Stats } from "node:fs";

/** True when our own file denies us these permission bits. The system lets root pass, but they were taken away on purpose. */
export function ownerLacks(stats: Stats, bits: number): boolean {
  return process.getuid?.() === stats.uid && (stats.mode & bits) !== bits;
}
