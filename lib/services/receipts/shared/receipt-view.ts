import type { ReceiptRow } from "@/lib/data/receipts";
import type { Receipt } from "@/lib/schemas/receipts";

export function toReceipt({ id, madeAt, label, bits, kind, fingerprint }: ReceiptRow): Receipt {
  return { id, made_at: madeAt.toISOString(), label, bits, kind, fingerprint };
}
