import type { Transaction } from "@/lib/data/database";
import {
  claimEmailChange,
  countEmailCodeAttempt,
  createEmailUndo,
  findEmailChange,
  type EmailChangeRow,
} from "@/lib/data/email-changes";
import { findCredentials, type UserCredentials } from "@/lib/data/users";
import { MAILED_CODE_ATTEMPTS_MAX } from "@/lib/domain/accounts/mailed-code";
import { EMAIL_UNDO_DAYS } from "@/lib/domain/accounts/security-notice";
import { AppError } from "@/lib/errors";
import { routes } from "@/lib/routes";
import type { Message } from "@/lib/schemas/accounts";
import { changeEmail, verifyEmail } from "../account-state/change-email";
import { asTaken } from "../account-state/create-account";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { checkMailedProof, isMailedCode, wrongMailedCode } from "../mail/shared/mailed-proof";
import { notifyOwner } from "../mail/shared/notify-owner";
import { originOf } from "../mail/shared/queue-mail";

const DAY_MS = 24 * 60 * 60 * 1000;

const refusal = (): AppError => new AppError("invalid_link", "This link is no longer valid. Request the change again.");

/**
 * Verifies the new address and makes it the account's: by the mailed link from anywhere, or by the mailed code from one
 * of the owner's sessions.
 */
export async function confirmEmailChange(
  context: Context<"writing" | "limits" | "secrets" | "mail">,
  proof: { token: string | null } | { code: string },
): Promise<Message> {
  authorize(context, "accounts:recover");
  const { change, user } = await checkMailedProof(context, async () => {
    const change = "code" in proof ? await findByCode(context, proof.code) : await findByLink(context, proof.token);
    const user = await findCredentials(context.db, { id: change.userId });
    if (user === null || user.status !== "active") throw refusal();
    return { change, user };
  });
  try {
    await context.write((tx) => apply(context, tx, user, change));
  } catch (error) {
    throw asTaken(error);
  }
  return { message: "Your email address is verified." };
}

async function findByLink(context: Context<"reading" | "secrets">, token: string | null): Promise<EmailChangeRow> {
  const change =
    token === null
      ? null
      : await findEmailChange(context.db, { tokenHash: context.hashSecretToken(token) }, context.now());
  if (change === null) throw refusal();
  return change;
}

async function findByCode(context: Context<"writing" | "secrets">, code: string): Promise<EmailChangeRow> {
  const { actor } = context;
  if (actor.kind !== "user") throw new AppError("unauthorized", "Log in first.");
  const change = await context.write((tx) =>
    countEmailCodeAttempt(tx, actor.userId, { now: context.now(), attemptsMax: MAILED_CODE_ATTEMPTS_MAX }),
  );
  if (change === null || !isMailedCode(context, code, change)) throw wrongMailedCode();
  return change;
}

async function apply(
  context: Context<"writing" | "secrets" | "mail">,
  tx: Transaction,
  user: UserCredentials,
  change: EmailChangeRow,
): Promise<void> {
  const now = context.now();
  if (!(await claimEmailChange(tx, change.id, now))) throw refusal();
  if (change.normalizedEmail === user.normalizedEmail) {
    return verifyEmail(context, tx, user.id);
  }
  if (!(await changeEmail(context, tx, user, change))) throw refusal();

  const token = context.newSecretToken();
  const undo = { id: context.newId(), userId: user.id, email: user.email, normalizedEmail: user.normalizedEmail };
  await createEmailUndo(
    tx,
    {
      ...undo,
      tokenHash: context.hashSecretToken(token),
      expiresAt: new Date(now.getTime() + EMAIL_UNDO_DAYS * DAY_MS),
    },
    now,
  );
  await notifyOwner(context, tx, user, {
    kind: "email-changed",
    template: "email-change-notice",
    props: {
      changed: originOf(context),
      newEmail: change.email,
      stage: "done",
      undoMinutes: EMAIL_UNDO_DAYS * 24 * 60,
    },
    secretProps: { undoLink: context.settings.publicOrigin + routes.openEmailUndo(token) },
  });
}
