import type { ReactNode } from "react";
import { RefusedLink } from "@/components/accounts/refused-link";
import { ButtonLink } from "@/components/ui/button-link";
import { AskAdministrator } from "@/components/ui/support-contact";
import { TextLink } from "@/components/ui/text-link";
import type { Role } from "@/lib/domain/users/roles";
import { routes } from "@/lib/routes";

type InvitationLeadProps = { invitation: { email: string | null; role: Role; invitedBy: string | null } };

const roleSentences: Record<Role, string> = {
  admin: " You will be an administrator.",
  moderator: " You will be a moderator.",
  user: "",
};

export function InvitationLead({ invitation: { email, role, invitedBy } }: InvitationLeadProps) {
  return (
    <>
      {invitedBy === null ? "An administrator" : <span className="wrap-anywhere text-text">{invitedBy}</span>} invited
      you to create an account here.
      {roleSentences[role]}
      {email !== null && (
        <>
          {" "}
          The invitation is for <span className="wrap-anywhere text-text">{email}</span>.
        </>
      )}
    </>
  );
}

/** For an account that gets its first password. */
export function AccountInvitationLead({ invitation: { email, invitedBy } }: InvitationLeadProps) {
  return (
    <>
      {invitedBy === null ? "An administrator" : <span className="wrap-anywhere text-text">{invitedBy}</span>} created
      an account for <span className="wrap-anywhere text-text">{email}</span>. Choose a password to use it.
    </>
  );
}

type Reason = "no_link" | "no_link_logged_in" | "logged_in" | "logged_in_elsewhere" | "has_account" | "inviter_gone";

const words: Record<
  Reason,
  { title: string; text: (facts: { email: ReactNode; supportContact: string | null }) => ReactNode; action: ReactNode }
> = {
  no_link: {
    title: "This invitation is no longer valid",
    text: ({ supportContact }) => (
      <>
        <p>It was used, replaced or revoked, or is too old.</p>
        <p>
          If you have a password, log in. If not, use the newest link that you were given.{" "}
          <AskAdministrator what="for a new one" contact={supportContact} />
        </p>
      </>
    ),
    action: (
      <>
        <ButtonLink href={routes.logIn()} appearance="primary">
          Log in
        </ButtonLink>
        <TextLink href={routes.forgotPassword()}>Forgot your password?</TextLink>
      </>
    ),
  },
  no_link_logged_in: {
    title: "This invitation is no longer valid",
    text: ({ email }) => (
      <>
        <p>You don’t need it: you are logged in as {email}.</p>
        <p>If the invitation is for another user, ask its sender for a new link, log out and open it.</p>
      </>
    ),
    action: (
      <ButtonLink href={routes.account()} appearance="primary">
        Your account
      </ButtonLink>
    ),
  },
  logged_in: {
    title: "You already have an account",
    text: ({ email }) => (
      <>
        <p>You are logged in as {email}. An invitation creates a new account.</p>
        <p>
          To accept it in this browser, log out and open the link again. You can also pass the link on: opening it
          doesn’t use it.
        </p>
      </>
    ),
    action: (
      <ButtonLink href={routes.account()} appearance="primary">
        Your account
      </ButtonLink>
    ),
  },
  logged_in_elsewhere: {
    title: "You are logged in to another account",
    text: ({ email }) => (
      <p>
        You are logged in as {email}. To set the password of the invited account in this browser, log out and open the
        link again.
      </p>
    ),
    action: (
      <ButtonLink href={routes.account()} appearance="primary">
        Your account
      </ButtonLink>
    ),
  },
  has_account: {
    title: "You already have an account",
    text: ({ email }) => (
      <p>
        The invitation is for {email}, and an account with this address already exists. Log in, or reset your password.
      </p>
    ),
    action: (
      <>
        <ButtonLink href={routes.logIn()} appearance="primary">
          Log in
        </ButtonLink>
        <TextLink href={routes.forgotPassword()}>Forgot your password?</TextLink>
      </>
    ),
  },
  inviter_gone: {
    title: "This invitation doesn’t work at present",
    text: ({ supportContact }) => (
      <p>
        Its sender can’t invite users at present.{" "}
        <AskAdministrator what="for a new invitation" contact={supportContact} />
      </p>
    ),
    action: (
      <ButtonLink href={routes.logIn()} appearance="primary">
        Log in
      </ButtonLink>
    ),
  },
};

type NoInvitationProps = { reason: Reason; email?: string | null; supportContact: string | null };

/** Why the invitation can't be accepted, and what to do instead. */
export function NoInvitation({ reason, email = null, supportContact }: NoInvitationProps) {
  const { title, text, action } = words[reason];
  return (
    <RefusedLink title={title} actions={action}>
      {text({ email: <span className="wrap-anywhere text-text">{email}</span>, supportContact })}
    </RefusedLink>
  );
}
