import { drawRecoveryCode, formatRecoveryCode, RECOVERY_CODES } from "@/lib/domain/two-factor/recovery-code";
import { hashRecoveryCode } from "./hash-recovery-code";
import type { Context } from "../../context";

/** A new set of recovery codes of a user, for storage and for display. */
export async function drawRecoveryCodes(
  context: Context<"writing" | "random" | "secrets">,
  userId: string,
): Promise<{ rows: { id: string; codeHash: string }[]; shown: string[] }> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => drawRecoveryCode(context.random));
  return {
    rows: await Promise.all(
      codes.map(async (code) => ({ id: context.newId(), codeHash: await hashRecoveryCode(context, userId, code) })),
    ),
    shown: codes.map(formatRecoveryCode),
  };
}
