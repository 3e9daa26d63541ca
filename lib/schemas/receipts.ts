import { z } from "zod";
import { generatorModesWithReceipts } from "@/lib/domain/passwords/generator-modes";
import { RECEIPT_BITS_MAX, RECEIPT_BITS_MIN, RECEIPT_LABEL_MAX } from "@/lib/domain/receipts/receipt-limits";
import { integerField, lineField } from "./common";

// 32 bytes in base64url; the last two bits of the last character must be zero, so that each fingerprint has one
// spelling.
const fingerprintField = z
  .string()
  .regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/, "Must be the base64url of 32 bytes")
  .meta({
    description:
      "base64url of HMAC-SHA-256 by the receipt key over `latchkey receipt v1`, a line feed and the password, in UTF-8.",
    example: "OMFqlJ0VkRH-LR07pL0B_yqH4j7JccusIbsTzN5T3tY",
  });

const kindField = z
  .enum(generatorModesWithReceipts)
  .meta({ description: "The mode that generated the password. A PIN has too few bits for a receipt." });

const bitsField = z
  .number()
  .min(
    RECEIPT_BITS_MIN,
    `Must be at least ${RECEIPT_BITS_MIN}: a weaker password could be guessed from its fingerprint`,
  )
  .max(RECEIPT_BITS_MAX)
  .meta({
    description: `Entropy in bits, at least ${RECEIPT_BITS_MIN}. The server can't check this number.`,
    example: 131.1,
  });

export const createReceiptSchema = z.object({
  label: lineField(RECEIPT_LABEL_MAX)
    .optional()
    .meta({ description: `What the password is for, up to ${RECEIPT_LABEL_MAX} characters.`, example: "example.com" }),
  bits: bitsField,
  kind: kindField,
  fingerprint: fingerprintField,
});

/** A receipt as the page sends it: a form's fields are text. */
export const keepReceiptSchema = createReceiptSchema.extend({
  bits: z
    .string()
    .regex(/^\d{1,4}(\.\d{1,2})?$/, "Must be a number")
    .transform(Number)
    .pipe(bitsField),
});

export const receiptSchema = z
  .strictObject({
    id: z.string(),
    made_at: z.iso.datetime(),
    label: z.string().nullable(),
    bits: z.number(),
    kind: kindField,
    fingerprint: z.string(),
  })
  .meta({ id: "Receipt" });

export const receiptQuerySchema = z.object({
  fingerprint: fingerprintField.optional(),
  size: integerField(1, 200).default(50).meta({ description: "Number of receipts, newest first.", example: 50 }),
  cursor: z.string().max(200).optional().meta({ description: "`next` of the previous page." }),
});

export const receiptPageSchema = z
  .strictObject({
    items: z.array(receiptSchema),
    size: z.int(),
    next: z.string().nullable().meta({ description: "The `cursor` of the next page; null on the last one." }),
  })
  .meta({ id: "Receipts" });

export const receiptIdSchema = z.object({ id: z.uuid() });

export const receiptKeySchema = z.strictObject({
  key: z.string().meta({
    description: "256 random bits in base64url. Constant for the life of the account.",
    example: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
  }),
});

/** Everything that a browser needs to recognise a password without a request. */
export type ReceiptBook = { key: string; receipts: readonly Receipt[] };

export type Receipt = z.output<typeof receiptSchema>;
export type CreateReceiptInput = z.output<typeof createReceiptSchema>;
export type ReceiptQuery = z.output<typeof receiptQuerySchema>;
export type ReceiptPage = z.output<typeof receiptPageSchema>;
export type ReceiptKey = z.output<typeof receiptKeySchema>;
