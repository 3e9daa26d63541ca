import type { Transaction } from "@/lib/data/database";
import { isUniqueViolation } from "@/lib/data/database-errors";
import { claimMailRequest } from "@/lib/data/mail-requests";
import { replacePasswordReset } from "@/lib/data/password-resets";
import { findCredentials, type UserRow } from "@/lib/data/users";
import { routes } from "@/lib/routes";
import { audit } from "../../audit";
import type { Context } from "../../context";
import type { StoredMailRequest } from "../../mail/shared/mail-request";
import { newMailedProof } from "../../mail/shared/mailed-proof";
import { notifyOwner } from "../../mail/shared/notify-owner";
import { originOf } from "../../mail/shared/queue-mail";

type Answering = Context<"writing" | "random" | "secrets" | "mail">;

/** Mails a reset link to the account's owner, if there is an account. The request is removed in the same transaction. */
export async function answerResetRequest(context: Answering, request: StoredMailRequest): Promise<void> {
  try {
    await context.write(async (tx) => {
      if (!(await claimMailRequest(tx, request.id)) || request.normalizedEmail === null) return;
      const user = await findCredentials(tx, { normalizedEmail: request.normalizedEmail });
      if (user !== null && user.status === "active") await mailReset(context, tx, user, request.askedHash);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    // Another request for this account was first, and its mail is queued.
    await context.write((tx) => claimMailRequest(tx, request.id));
  }
}

async function mailReset(context: Answering, tx: Transaction, user: UserRow, askedHash: string | null): Promise<void> {
  const id = context.newId();
  const linkMinutes = context.settings.resetTokenMinutes;
  const { token, code, codeMinutes, kept, expiresAt } = newMailedProof(context, id, { linkMinutes });
  await replacePasswordReset(
    tx,
    {
      id,
      userId: user.id,
      askedHash,
      ...kept,
      sealedCode: askedHash === null ? null : kept.sealedCode,
      mailed: true,
    },
    context.now(),
  );
  await audit(context, tx, "password.reset_asked", { targetId: user.id, actorId: null });
  await notifyOwner(context, tx, user, {
    kind: "reset-asked",
    template: "password-reset",
    props: { asked: originOf(context), linkMinutes, codeMinutes },
    secretProps: {
      link: context.settings.publicOrigin + routes.openReset(token),
      code: askedHash === null ? null : code,
    },
    expiresAt,
  });
}
