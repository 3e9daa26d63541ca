import type { Metadata } from "next";
import { NewAccountForm } from "@/components/accounts/new-account-form";
import { ResetPasswordForm } from "@/components/accounts/reset-password-form";
import { AccountInvitationLead, InvitationLead, NoInvitation } from "@/components/invitations/invitation-message";
import { AuthPage } from "@/components/layout/auth-page";
import { TextLink } from "@/components/ui/text-link";
import { readSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { readPasswordLength } from "@/lib/services/accounts/read-password-length";
import { readInvitation } from "@/lib/services/invitations/read-invitation";
import { readPageContext } from "@/lib/web/pages/page";
import { acceptInvitationAction, setFirstPasswordAction } from "./actions";

export const metadata: Metadata = { title: "Invitation", robots: { index: false } };

type InvitationPageProps = { searchParams: Promise<{ method?: string | string[] }> };

export default async function InvitationPage(props: InvitationPageProps) {
  return (
    // The header offers no sign-up here.
    <div data-invited className="contents">
      <Invitation {...props} />
    </div>
  );
}

async function Invitation({ searchParams }: InvitationPageProps) {
  const context = await readPageContext();
  const invitation = await readInvitation(context, { token: await readSecretCookie("invitation") });
  const { actor } = context;
  const { appName, supportContact } = context.settings;
  if (invitation === null)
    return actor.kind === "user" ? (
      <NoInvitation reason="no_link_logged_in" email={actor.profile.email} supportContact={supportContact} />
    ) : (
      <NoInvitation reason="no_link" supportContact={supportContact} />
    );
  const isForAccount = invitation.account !== null;
  if (actor.kind === "user")
    return (
      <NoInvitation
        reason={isForAccount ? "logged_in_elsewhere" : "logged_in"}
        email={actor.profile.email}
        supportContact={supportContact}
      />
    );
  if (invitation.problem !== null)
    return <NoInvitation reason={invitation.problem} email={invitation.email} supportContact={supportContact} />;
  if (invitation.account !== null) {
    const { needsSecondFactor, passwordMin } = invitation.account;
    const factor = (await searchParams).method === "recovery_code" ? "recovery_code" : "otp";
    return (
      <AuthPage
        title={appName === null ? "Welcome" : `Welcome to ${appName}`}
        lead={<AccountInvitationLead invitation={invitation} />}
      >
        <ResetPasswordForm
          key={factor}
          action={setFirstPasswordAction}
          username={invitation.email ?? ""}
          length={{ min: passwordMin, minWithSecondFactor: passwordMin }}
          factor={needsSecondFactor ? factor : null}
          pages={{ otp: routes.invitation(), recovery_code: routes.invitationByRecoveryCode() }}
          submitLabel="Set password"
        />
      </AuthPage>
    );
  }
  return (
    <AuthPage
      title={appName === null ? "You are invited" : `Join ${appName}`}
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
