import type { Transaction } from "@/lib/data/database";
import { forgetDevices } from "@/lib/data/devices";
import { claimEmailUndo, findEmailUndoTo } from "@/lib/data/email-changes";
import { claimSecurityNotice, findSecurityNotice, type SecurityNoticeRow } from "@/lib/data/security-notices";
import { endSession } from "@/lib/data/sessions";
import { findCredentials, freezeUser, type UserCredentials } from "@/lib/data/users";
import { FREEZE_HOURS } from "@/lib/domain/accounts/security-notice";
import { AppError } from "@/lib/errors";
import type { Message } from "@/lib/schemas/accounts";
import { restoreEmail } from "../account-state/change-email";
import { audit } from "../audit";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { revokeMailedLinks } from "./shared/revoke-mailed-links";
import { checkMailedProof } from "../mail/shared/mailed-proof";
import { logOutEverywhere } from "../sessions/shared/log-out-everywhere";
import { replyWithNewAccess, rotateLiveSession } from "../sessions/shared/rotate-session";

const HOUR_MS = 60 * 60 * 1000;

const refusal = (): AppError => new AppError("invalid_link", "This link is no longer valid.");

/**
 * "This wasn't me": undoes what the mail reported, cancels pending requests, and blocks sensitive changes for a day, so
 * that the owner has time. The link of the mail is enough, and works once. The session of this browser, if it stays, is
 * rotated.
 */
export async function reportNotMe(
  context: Context<"writing" | "limits" | "secrets" | "access-tokens">,
  { token }: { token: string | null },
): Promise<Message> {
  authorize(context, "accounts:recover");
  const { notice, user } = await checkMailedProof(context, async () => {
    const notice =
      token === null ? null : await findSecurityNotice(context.db, context.hashSecretToken(token), context.now());
    const user = notice && (await findCredentials(context.db, { id: notice.userId }));
    if (notice === null || user === null || user.status === "deleted") throw refusal();
    return { notice, user };
  });
  const session = await context.write(async (tx) => {
    const now = context.now();
    if (!(await claimSecurityNotice(tx, notice.id, now))) throw refusal();
    await freezeUser(tx, user.id, new Date(now.getTime() + FREEZE_HOURS * HOUR_MS));
    await revokeMailedLinks(context, tx, user.id);
    await undo(context, tx, user, notice);
    await audit(context, tx, "notice.not_me", { targetId: user.id, actorId: null, details: { notice: notice.kind } });
    const { actor } = context;
    return actor.kind === "user" && actor.userId === user.id ? rotateLiveSession(context, tx, actor) : null;
  });
  if (session !== null) await replyWithNewAccess(context, session);
  return {
    message:
      "Done. Security settings can't be changed for 24 hours. If someone else may know your password, reset it now.",
  };
}

async function undo(
  context: Context<"writing">,
  tx: Transaction,
  user: UserCredentials,
  { kind, sessionId, mailedTo }: SecurityNoticeRow,
): Promise<void> {
  // A reset that another user requested says nothing about the sessions.
  if (kind === "reset-asked") return;
  if (kind === "new-sign-in" && sessionId !== null) {
    await endSession(tx, { id: sessionId, userId: user.id });
    // Otherwise the browser would count as known, and its next log-in would send no notice.
    await forgetDevices(tx, user.id);
    return;
  }
  await logOutEverywhere(tx, user.id);
  await forgetDevices(tx, user.id);
  // Who asked for a change may have confirmed it by now.
  if (kind !== "email-changed" && kind !== "email-change-asked") return;
  const emailUndo = await findEmailUndoTo(tx, user.id, mailedTo, context.now());
  // If another account has the address by now, the address stays; everything else is still done.
  if (emailUndo !== null && (await restoreEmail(context, tx, user, emailUndo)))
    await claimEmailUndo(tx, emailUndo, context.now());
}
