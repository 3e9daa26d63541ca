import { PASSWORD_LENGTH_MAX } from "@/lib/domain/passwords/generator-options";
import type { Demand } from "./constraint";

/** The lengths that the demands allow; empty when `min` is above `max`. A site may require four digits, or three. */
export function lengthRange(demands: readonly Demand[]): { min: number; max: number } {
  let min = 1;
  let max = PASSWORD_LENGTH_MAX;
  for (const demand of demands) {
    if (demand.kind !== "length") continue;
    min = Math.max(min, demand.min);
    max = Math.min(max, demand.max);
  }
  return { min, max };
}
