import type { Metadata } from "next";
import { NewAccountForm } from "@/components/accounts/new-account-form";
import { InvitationLead, NoInvitation } from "@/components/invitations/invitation-message";
import { AuthPage } from "@/components/layout/auth-page";
import { TextLink } from "@/components/ui/text-link";
import { readSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { readPasswordLength } from "@/lib/services/accounts/read-password-length";
import { readInvitation } from "@/lib/services/invitations/read-invitation";
import { readPageContext } from "@/lib/web/pages/page";
import { acceptInvitationAction } from "./actions";

export const metadata: Metadata = { title: "Invitation", robots: { index: false } };

export default async function InvitationPage() {
  const context = await readPageContext();
  const invitation = await readInvitation(context, { token: await readSecretCookie("invitation") });
  const { actor } = context;
  const { supportContact } = context.settings;
  if (invitation === null) return <NoInvitation reason="no_link" supportContact={supportContact} />;
  if (actor.kind === "user")
    return <NoInvitation reason="logged_in" email={actor.profile.email} supportContact={supportContact} />;
  if (invitation.problem !== null)
    return <NoInvitation reason={invitation.problem} email={invitation.email} supportContact={supportContact} />;
  return (
    <AuthPage
      title="You are invited"
      lead={<InvitationLead invitation={invitation} />}
      footer={
        <>
          Have an account? <TextLink href={routes.logIn()}>Log in</TextLink>
        </>
      }
    >
      <NewAccountForm
        action={acceptInvitationAction}
        submitLabel="Create account"
        length={readPasswordLength(context)}
        email={invitation.email}
      />
    </AuthPage>
  );
}
