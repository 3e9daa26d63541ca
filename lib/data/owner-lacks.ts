import type { Stats } from "node:fs";

/** True when our own file lacks these permission bits. Root can access it anyway, but they were removed on purpose. */
export function ownerLacks(stats: Stats, bits: number): boolean {
  return process.getuid?.() === stats.uid && (stats.mode & bits) !== bits;
}
