import { z } from "zod";
import { isStorableMoment } from "@/lib/domain/moments";

/** What is asked by a button alone: whatever else a form brings is dropped. */
export const noInputSchema = z.object({});

/** A whole number in both directions: JSON numbers count by their value (1e2 is 100), query strings by their digits. */
export function integerField(min: number, max: number) {
  return z.int().min(min).max(max);
}

/** Text counted in code points, so that an astral character is one. */
export function codePointsField(min: number, max: number) {
  return (
    z
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
      .meta({ minLength: min, maxLength: max })
  );
}

/** One line of text that a person wrote, as a name is: without what stands around it. */
export function lineField(max: number) {
  const tooLong = `Must be at most ${max} characters`;
  return (
    z
      .string()
      // First of all, so that nothing long is worked on: spaces around it and characters in parts take more room than they count.
      .max(4 * max, tooLong)
      .transform((text) => text.trim().normalize("NFC"))
      .refine((text) => text.length > 0, "Is required")
      .refine((text) => [...text].length <= max, tooLong)
      .refine((text) => !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text), "Must not hold control characters")
  );
}

export const momentField = z.iso
  .datetime({ offset: true, message: "Must be a moment such as 2026-01-31T12:00:00Z" })
  .transform((text) => new Date(text))
  .refine(isStorableMoment, "Must be of the years 1 to 9999")
  .meta({ example: "2026-01-31T12:00:00Z" });

/** An id of ours, or what somebody takes for one: PostgreSQL keeps no NUL, and an id has no control characters anyway. */
export const idField = z
  .string()
  .min(1, "Is required")
  .max(100, "Must be at most 100 characters")
  .regex(/^[^\p{C}]+$/u, "Must not hold control characters");

/** A field whose default is filled in later, by what needs to know whether it was given; documented all the same. */
export function presetField<Field extends z.ZodType>(
  field: Field,
  preset: z.output<Field>,
  meta: { description: string; example?: unknown },
): z.ZodOptional<Field> {
  return field.optional().meta({ ...meta, default: preset });
}
