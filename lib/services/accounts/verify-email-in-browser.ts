import { countSignUpCodeAttempt, findPendingSignUp, type PendingSignUpRow } from "@/lib/data/pending-sign-ups";
import { MAILED_CODE_ATTEMPTS_MAX } from "@/lib/domain/accounts/mailed-code";
import { AppError } from "@/lib/errors";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { createVerifiedAccount, invalidVerification } from "./shared/create-verified-account";
import { checkMailedProof, isMailedCode, wrongMailedCode } from "../mail/shared/mailed-proof";
import { issueLogInTicket, type BrowserEntry } from "../sessions/shared/issue-log-in-ticket";
import { verifyPassword } from "../sessions/shared/verify-password";

/** The proof of a browser: its secret from the sign-up, and the mailed code or link. */
export type VerificationProof = { asked: string | null } & (
  | { code: string }
  | { token: string | null; password?: string | undefined }
);

/**
 * Creates the account of a verified sign-up and logs its owner in. In another browser than the one that signed up, the
 * link also requires the password: otherwise an attacker could sign up with someone else's address, and the owner's
 * click would create the attacker's account.
 */
export async function verifyEmailInBrowser(
  context: Context<"writing" | "limits" | "passwords" | "secrets">,
  proof: VerificationProof,
): Promise<BrowserEntry> {
  authorize(context, "accounts:sign-up");
  const pending = await checkMailedProof(context, () =>
    "code" in proof ? findByCode(context, proof) : findByLink(context, proof),
  );
  return createVerifiedAccount(context, pending, (tx, user) => issueLogInTicket(context, tx, user));
}

async function findByCode(
  context: Context<"writing" | "secrets">,
  { asked, code }: { asked: string | null; code: string },
): Promise<PendingSignUpRow> {
  if (asked === null) throw wrongMailedCode();
  const askedHash = context.hashSecretToken(asked);
  const now = context.now();
  const row = await context.write((tx) =>
    countSignUpCodeAttempt(tx, askedHash, { now, attemptsMax: MAILED_CODE_ATTEMPTS_MAX }),
  );
  const pending =
    row !== null && isMailedCode(context, code, row) ? await findPendingSignUp(context.db, { askedHash }, now) : null;
  if (pending === null) throw wrongMailedCode();
  return pending;
}

async function findByLink(
  context: Context<"reading" | "passwords" | "secrets">,
  { asked, token, password }: { asked: string | null; token: string | null; password?: string | undefined },
): Promise<PendingSignUpRow> {
  const pending =
    token === null
      ? null
      : await findPendingSignUp(context.db, { tokenHash: context.hashSecretToken(token) }, context.now());
  if (pending === null) throw invalidVerification();
  if (asked !== null && pending.askedHash === context.hashSecretToken(asked)) return pending;
  if (password !== undefined && (await verifyPassword(context, pending, password)).matches) return pending;
  const message =
    password === undefined ? "Enter the password that you chose" : "This isn't the password that you chose at sign-up";
  throw new AppError("validation", `${message}.`, {
    fieldErrors: [{ path: ["password"], message, type: "wrong_password" }],
  });
}
