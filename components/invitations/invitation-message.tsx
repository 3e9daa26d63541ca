import type { ReactNode } from "react";
import { MessagePage } from "@/components/layout/message-page";
import { ButtonLink } from "@/components/ui/button-link";
import { TextLink } from "@/components/ui/text-link";
import type { Role } from "@/lib/domain/users/roles";
import { routes } from "@/lib/routes";

type InvitationLeadProps = { invitation: { email: string | null; role: Role; invitedBy: string | null } };

const roleToBe: Record<Role, string> = {
  admin: " You will be an administrator.",
  moderator: " You will be a moderator.",
  user: "",
};

/** Who invites to what. */
export function InvitationLead({ invitation: { email, role, invitedBy } }: InvitationLeadProps) {
  return (
    <>
      {invitedBy === null ? "An administrator" : <span className="wrap-anywhere text-text">{invitedBy}</span>} invites
      you to make an account here.
      {roleToBe[role]}
      {email !== null && (
        <>
          {" "}
          It is for <span className="wrap-anywhere text-text">{email}</span>.
        </>
      )}
    </>
  );
}

type Reason = "no_link" | "logged_in" | "has_account" | "inviter_gone";

const words: Record<Reason, { title: string; text: (email: ReactNode) => ReactNode; action: ReactNode }> = {
  no_link: {
    title: "This invitation is used up or too old",
    text: () => (
      <>
        <p>
          An invitation is good for one account, and only its newest link works. Whoever invited you can send another.
        </p>
        <p>
          Once opened, it waits here for ten minutes; if those have passed, open the link again. If you have made your
          account already, log in.
        </p>
      </>
    ),
    action: (
      <ButtonLink href={routes.logIn()} appearance="primary">
        Log in
      </ButtonLink>
    ),
  },
  logged_in: {
    title: "You have an account already",
    text: (email) => (
      <>
        <p>You are logged in as {email}. An invitation is for somebody without an account.</p>
        <p>
          If it is meant for somebody else, hand the link on: opening it has not used it up. To accept it here, log out
          first and open it again.
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
    title: "You have an account already",
    text: (email) => (
      <p>
        There is an account with {email}, the address that was invited. Log in with its password, or choose a new one if
        you don’t know it.
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
    title: "This invitation does not stand",
    text: () => <p>Whoever sent it may not invite anybody here now. Ask an administrator for a new one.</p>,
    action: <TextLink href={routes.logIn()}>Log in</TextLink>,
  },
};

/** Why an invitation has no form to show, and what to do instead. */
export function NoInvitation({ reason, email = null }: { reason: Reason; email?: string | null }) {
  const { title, text, action } = words[reason];
  return (
    <MessagePage title={title} actions={action}>
      {text(<span className="wrap-anywhere text-text">{email}</span>)}
    </MessagePage>
  );
}
