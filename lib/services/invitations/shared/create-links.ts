import type { Transaction } from "@/lib/data/database";
import type { InvitationLinks } from "@/lib/data/invitations";
import type { EmailAddress } from "@/lib/domain/accounts/email-address";
import { mailsToOneAddress } from "@/lib/domain/accounts/mailed-code";
import { routes } from "@/lib/routes";
import type { UserActor } from "../../authorize";
import type { Context } from "../../context";
import { limit } from "../../limit";
import { queueMail } from "../../mail/shared/queue-mail";

const HOUR_MS = 60 * 60 * 1000;

type NewLinks = {
  /** The link that the administrator shares. */
  link: string;
  /** Queues the mail, if there is one, and returns the values to store with the invitation. */
  write(tx: Transaction): Promise<InvitationLinks>;
};

/** Passes the new links of an invitation to `save`, within the limit of mails to one address. */
export async function withNewLinks<Result>(
  context: Context<"writing" | "limits" | "secrets" | "mail">,
  actor: UserActor,
  { validHours, mailTo }: { validHours: number; mailTo: EmailAddress | null },
  save: (links: NewLinks) => Promise<Result>,
): Promise<Result> {
  const links = createLinks(context, actor, { validHours, mailTo });
  if (mailTo === null) return save(links);
  const budget = { name: "mail:address", key: mailTo.normalized, ...mailsToOneAddress };
  return limit(context, budget, () => save(links));
}

/**
 * Creates the links of an invitation. The mailed one has its own secret, because only that one verifies the mailbox:
 * the address isn't verified for a user who only has the other link.
 */
function createLinks(
  context: Context<"writing" | "secrets" | "mail">,
  actor: UserActor,
  { validHours, mailTo }: { validHours: number; mailTo: EmailAddress | null },
): NewLinks {
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
