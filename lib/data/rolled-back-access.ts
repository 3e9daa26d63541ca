import type { Transaction } from "./database";
import { abandonQueuedMail } from "./mail";
import { removeMailRequests } from "./mail-requests";

/** What an older database made valid again, and is now ended. */
export type EndedAccess = {
  sessions: number;
  links: number;
  recoveryCodes: number;
};

/**
 * Ends everything that may have been used or ended after the backup was made: sessions with their refresh tokens, half-finished
 * log-ins, trust in browsers, links and codes in mails, invitations, authenticator codes up to `totpStep`, and recovery codes.
 */
export async function endRolledBackAccess(
  tx: Transaction,
  { now, totpStep }: { now: Date; totpStep: number },
): Promise<EndedAccess> {
  const sessions = await tx.session.deleteMany();
  await tx.logInTicket.deleteMany();
  await tx.logInChallenge.deleteMany();
  await tx.device.updateMany({ where: { trustedUntil: { not: null } }, data: { trustedUntil: null } });
  await tx.pendingAuthenticator.deleteMany();
  await tx.authenticator.updateMany({ where: { lastStep: { lt: totpStep } }, data: { lastStep: totpStep } });
  const recoveryCodes = await tx.recoveryCode.deleteMany();

  const links = [
    await tx.passwordReset.deleteMany(),
    await tx.pendingSignUp.deleteMany(),
    await tx.emailChange.deleteMany(),
    await tx.emailUndo.deleteMany(),
    await tx.addressRelease.deleteMany(),
    await tx.securityNotice.deleteMany(),
    await tx.setupLink.deleteMany(),
    await tx.invitation.updateMany({
      where: { usedAt: null, revokedAt: null },
      data: { revokedAt: now, sealedLink: null },
    }),
  ];
  // Mail that was already sent, or whose links no longer work.
  await removeMailRequests(tx);
  await abandonQueuedMail(tx, "The database was restored from an older backup.");
  return {
    sessions: sessions.count,
    links: links.reduce((sum, { count }) => sum + count, 0),
    recoveryCodes: recoveryCodes.count,
  };
}
