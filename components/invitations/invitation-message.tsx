import type { ReactNode } from "react";
import { MessagePage } from "@/components/layout/message-page";
import { ButtonLink } from "@/components/ui/button-link";
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

type Reason = "no_link" | "logged_in" | "has_account" | "inviter_gone";

const words: Record<Reason, { title: string; text: (email: ReactNode) => ReactNode; action: ReactNode }> = {
  no_link: {
    title: "This invitation has expired or was already used",
    text: () => (
      <>
        <p>
          An invitation works once, and only its newest link is valid. If you opened the link more than 10 minutes ago,
          open it again. Otherwise, ask for a new invitation.
        </p>
        <p>If you have already created your account, log in.</p>
      </>
    ),
    action: (
      <ButtonLink href={routes.logIn()} appearance="primary">
        Log in
      </ButtonLink>
    ),
  },
  logged_in: {
    title: "You already have an account",
    text: (email) => (
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
  has_account: {
    title: "You already have an account",
    text: (email) => (
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
    title: "This invitation is no longer valid",
    text: () => <p>Its sender can no longer invite users. Ask an administrator for a new invitation.</p>,
    action: <TextLink href={routes.logIn()}>Log in</TextLink>,
  },
};

/** Why the invitation can't be accepted, and what to do instead. */
export function NoInvitation({ reason, email = null }: { reason: Reason; email?: string | null }) {
  const { title, text, action } = words[reason];
  return (
    <MessagePage title={title} actions={action}>
      {text(<span className="wrap-anywhere text-text">{email}</span>)}
    </MessagePage>
  );
}
