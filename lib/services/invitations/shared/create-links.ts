import type { Transaction } from "@/lib/data/database";
import type { InvitationLinks } from "@/lib/data/invitations";
import type { ManagedUser } from "@/lib/data/managed-users";
import type { EmailAddress } from "@/lib/domain/accounts/email-address";
import { mailsToOneAddress } from "@/lib/domain/accounts/mailed-code";
import { routes } from "@/lib/routes";
import { sealLink } from "./sealed-link";
import type { UserActor } from "../../authorize";
import type { Context } from "../../context";
import { limit, type Budget } from "../../limit";
import { queueMail } from "../../mail/shared/queue-mail";

const HOUR_MS = 60 * 60 * 1000;

type LinkOptions = {
  /** The invitation that the links belong to. */
  id: string;
  validHours: number;
  mailTo: Pick<EmailAddress, "address"> | null;
  /** The account that gets its first password; without it the invitation creates an account. */
  user?: Pick<ManagedUser, "id" | "fullName" | "twoFactorSince"> | null;
  /** What the mail calls the user who has no account yet. */
  name?: string | null;
  isReminder?: boolean;
  /** Keeps the link, sealed, until it is downloaded. */
  isStored?: boolean;
};

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
  { mailTo, ...options }: LinkOptions & { mailTo: EmailAddress | null },
  save: (links: NewLinks) => Promise<Result>,
): Promise<Result> {
  const links = createLinks(context, actor, { mailTo, ...options });
  if (mailTo === null) return save(links);
  const budget: Budget = { name: "mail:address", key: mailTo.normalized, ...mailsToOneAddress };
  return limit(context, budget, () => save(links));
}

/**
 * Creates the links of an invitation. The mailed one has its own secret, because only that one verifies the mailbox:
 * the address isn't verified for a user who only has the other link.
 */
export function createLinks(
  context: Context<"writing" | "secrets" | "mail">,
  actor: UserActor,
  { id, validHours, mailTo, user = null, name = null, isReminder = false, isStored = false }: LinkOptions,
): NewLinks {
  const [token, mailedToken] = [context.newSecretToken(), context.newSecretToken()];
  const addressOf = (secret: string): string => context.settings.publicOrigin + routes.openInvitation(secret);
  const linkedAt = context.now();
  const expiresAt = new Date(linkedAt.getTime() + validHours * HOUR_MS);
  const link = addressOf(token);
  const kept = {
    tokenHash: context.hashSecretToken(token),
    mailedTokenHash: null,
    mailId: null,
    sealedLink: isStored ? sealLink(context, id, link) : null,
    linkedAt,
    expiresAt,
  };
  return {
    link,
    write: async (tx) => {
      if (mailTo === null) return kept;
      const props = {
        invitedBy: actor.profile.fullName,
        at: linkedAt.toISOString(),
        linkMinutes: validHours * 60,
        isReminder,
      };
      const common = { to: mailTo.address, secretProps: { link: addressOf(mailedToken) }, expiresAt };
      const mailId = await (user === null
        ? queueMail(context, tx, { ...common, template: "invitation", props: { ...props, name }, userId: null })
        : queueMail(context, tx, {
            ...common,
            template: "account-invitation",
            props: { ...props, name: user.fullName, hasTwoFactor: user.twoFactorSince !== null },
            userId: user.id,
          }));
      return { ...kept, mailedTokenHash: context.hashSecretToken(mailedToken), mailId };
    },
  };
}
