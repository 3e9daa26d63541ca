import { countResetCodeAttempt, exchangeResetCode as exchange } from "@/lib/data/password-resets";
import { MAILED_CODE_ATTEMPTS_MAX, MAILED_CODE_MINUTES } from "@/lib/domain/accounts/mailed-code";
import type { MailedCodeInput } from "@/lib/schemas/recovery";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { checkMailedProof, isMailedCode, wrongMailedCode } from "../mail/shared/mailed-proof";

/**
 * Exchanges a mailed code for a reset token, only in the browser that requested the mail. The refusal is the same
 * whether or not there is an account; attempts are counted before the code is checked.
 */
export async function exchangeResetCode(
  context: Context<"writing" | "limits" | "secrets">,
  { asked, code }: MailedCodeInput & { asked: string | null },
): Promise<{ token: string }> {
  authorize(context, "accounts:recover");
  return checkMailedProof(context, async () => {
    if (asked === null) throw wrongMailedCode();
    const askedHash = context.hashSecretToken(asked);
    const now = context.now();
    const row = await context.write((tx) =>
      countResetCodeAttempt(tx, askedHash, { now, attemptsMax: MAILED_CODE_ATTEMPTS_MAX }),
    );
    if (row === null || !isMailedCode(context, code, row)) throw wrongMailedCode();

    const token = context.newSecretToken();
    const next = {
      sealedCode: row.sealedCode,
      tokenHash: context.hashSecretToken(token),
      expiresAt: new Date(now.getTime() + MAILED_CODE_MINUTES * 60 * 1000),
    };
    if (!(await context.write((tx) => exchange(tx, row.id, next)))) throw wrongMailedCode();
    return { token };
  });
}
