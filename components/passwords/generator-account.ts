import type { OwnPresets } from "@/components/presets/presets-part";
import type { ReceiptActions } from "@/components/receipts/keep-receipt";

/** Presets and receipts of a logged-in user. */
export type GeneratorAccount = OwnPresets & ReceiptActions;
