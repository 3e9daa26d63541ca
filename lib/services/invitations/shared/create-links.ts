import type { Transaction } from "@/lib/data/database";
import type { InvitationLinks } from "@/lib/data/invitations";
import { mailsToOneAddress } from "@/lib/domain/accounts/mailed-code";
import { routes } from "@/lib/routes";
import type { EmailAddress } from "@/lib/schemas/account-fields";
import type { UserActor } from "../../authorize";
import type { Context } from "../../context";
import { limit } from "../../limit";
import { queueMail } from "../../mail/shared/queue-mail";

const HOUR_MS = 60 * 60 * 1000;

type NewLinks = {
  /** To hand over. */
  link: string;
  /** Writes the mail, where there is one, and gives what the invitation keeps. */
  write(tx: Transaction): Promise<InvitationLinks>;
};

/**
 * The links of an invitation. The mailed one has a secret of its own: it alone shows that the mailbox answered, so nobody
 * who saw the other one can have the address for confirmed.
 */
export async function createLinks(
  context: Context<"writing" | "limits" | "secrets" | "mail">,
  actor: UserActor,
  { validHours, mailTo }: { validHours: number; mailTo: EmailAddress | null },
): Promise<NewLinks> {
  if (mailTo !== null) await limit(context, { name: "mail:address", key: mailTo.normalized, ...mailsToOneAddress });
  const [token, mailedToken] = [context.newSecretToken(), context.newSecretToken()];
  const addressOf = (secret: string): string => context.settings.publicOrigin + routes.openInvitation(secret);
  const now = context.now();
  const expiresAt = new Date(now.getTime() + validHours * HOUR_MS);
  const kept = { tokenHash: context.hashSecretToken(token), mailedTokenHash: null, mailId: null, expiresAt };
  return {
    link: addressOf(token),
    write: async (tx) => {
      if (mailTo === null) return kept;
      const mailId = await queueMail(context, tx, {
        template: "invitation",
        to: mailTo.address,
        props: { invitedBy: actor.profile.fullName, at: now.toISOString(), linkMinutes: validHours * 60 },
        secretProps: { link: addressOf(mailedToken) },
        userId: null,
        expiresAt,
      });
      return { ...kept, mailedTokenHash: context.hashSecretToken(mailedToken), mailId };
    },
  };
}
