import { z } from "zod";
import { isStorableMoment } from "@/lib/domain/moments";

/** For a form that is only a button; all fields are dropped. */
export const noInputSchema = z.object({});

/** A whole number. JSON numbers count by value (1e2 is 100). */
export function integerField(min: number, max: number) {
  return z.int().min(min).max(max);
}

/** Text whose length is counted in code points. */
export function codePointsField(min: number, max: number) {
  return (
    z
      .string()
      .refine(
        (text) => {
          // A code point has at most 2 UTF-16 units; longer text needn't be counted.
          if (text.length > 2 * max) return false;
          const count = [...text].length;
          return count >= min && count <= max;
        },
        { error: min === 0 ? `Must be at most ${max} characters` : `Must be ${min} to ${max} characters` },
      )
      // JSON Schema counts code points too, but Zod's min and max count UTF-16 units.
      .meta({ minLength: min, maxLength: max })
  );
}

/** One line of text, such as a name, without leading and trailing spaces. */
export function lineField(max: number) {
  const tooLong = `Must be at most ${max} characters`;
  return (
    z
      .string()
      // A cheap limit first. 4 times the maximum, because spaces are trimmed and NFC shortens the text.
      .max(4 * max, tooLong)
      .transform((text) => text.trim().normalize("NFC"))
      .refine((text) => text.length > 0, "Is required")
      .refine((text) => [...text].length <= max, tooLong)
      .refine((text) => !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text), "Must not contain control characters")
  );
}

export const momentField = z.iso
  .datetime({ offset: true, message: "Must be a time such as 2026-01-31T12:00:00Z" })
  .transform((text) => new Date(text))
  .refine(isStorableMoment, "Must be in the years 1 to 9999")
  .meta({ example: "2026-01-31T12:00:00Z" });

/** An id, or text in its place. No control characters, because PostgreSQL can't store NUL. */
export const idField = z
  .string()
  .min(1, "Is required")
  .max(100, "Must be at most 100 characters")
  .regex(/^[^\p{C}]+$/u, "Must not contain control characters");

/** A field whose default is set later, by code that has to know whether the field was omitted. */
export function presetField<Field extends z.ZodType>(
  field: Field,
  preset: z.output<Field>,
  meta: { description: string; example?: unknown },
): z.ZodOptional<Field> {
  return field.optional().meta({ ...meta, default: preset });
}
