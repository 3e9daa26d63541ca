import { drawRecoveryCode, formatRecoveryCode, RECOVERY_CODES } from "@/lib/domain/two-factor/recovery-code";
import type { Context } from "../../context";

/** A new set of recovery codes, for storage and for display. */
export function drawRecoveryCodes(context: Context<"writing" | "random" | "secrets">): {
  rows: { id: string; codeHash: string }[];
  shown: string[];
} {
  const codes = Array.from({ length: RECOVERY_CODES }, () => drawRecoveryCode(context.random));
  return {
    rows: codes.map((code) => ({ id: context.newId(), codeHash: context.hashSecretToken(code) })),
    shown: codes.map(formatRecoveryCode),
  };
}
