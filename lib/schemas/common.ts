import { z } from "zod";

/** What is asked by a button alone: whatever else a form brings is dropped. */
export const noInputSchema = z.object({});

/** A whole number in both directions: JSON numbers count by their value (1e2 is 100), query strings by their digits. */
export function integerField(min: number, max: number) {
  return z.int().min(min).max(max);
}

/** Text counted in code points, so that an astral character is one. */
export function codePointsField(min: number, max: number) {
  return z
    .string()
    .refine(
      (text) => {
        // A code point is one or two UTF-16 units: beyond 2 x max units there is no need to count.
        if (text.length > 2 * max) return false;
        const count = [...text].length;
        return count >= min && count <= max;
      },
      { error: min === 0 ? `Must be at most ${max} characters` : `Must be ${min} to ${max} characters` },
    )
    // JSON Schema counts code points as well; zod's own min and max count UTF-16 units.
    .meta({ minLength: min, maxLength: max });
}

/** An id of ours, or what somebody takes for one: PostgreSQL keeps no NUL, and an id has no control characters anyway. */
export const idField = z
  .string()
  .min(1, "Is required")
  .max(100, "Must be at most 100 characters")
  .regex(/^[^\p{C}]+$/u, "Must not hold control characters");
