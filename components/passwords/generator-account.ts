import type { OwnPresets } from "@/components/presets/presets-part";
import type { ReceiptActions } from "@/components/receipts/keep-receipt";

/** What the page has for somebody signed in. */
export type GeneratorAccount = OwnPresets & ReceiptActions;
