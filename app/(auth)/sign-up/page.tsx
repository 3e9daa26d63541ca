import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NewAccountForm } from "@/components/accounts/new-account-form";
import { RefusedLink } from "@/components/accounts/refused-link";
import { AuthPage } from "@/components/layout/auth-page";
import { ButtonLink } from "@/components/ui/button-link";
import { AskAdministrator } from "@/components/ui/support-contact";
import { TextLink } from "@/components/ui/text-link";
import { safeNextPath } from "@/lib/domain/sessions/safe-next-path";
import { routes } from "@/lib/routes";
import { readPasswordLength } from "@/lib/services/accounts/read-password-length";
import { readSignUpMode } from "@/lib/services/accounts/read-sign-up-mode";
import { readPageContext } from "@/lib/web/pages/page";
import { signUpAction } from "./actions";

export const metadata: Metadata = {
  title: "Sign up",
  description: "Create an account with an email address and a password.",
};

type SignUpPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignUpPage({ searchParams }: SignUpPageProps) {
  const next = safeNextPath([(await searchParams).next].flat()[0]);
  const context = await readPageContext();
  if (context.actor.kind === "user") redirect(next ?? routes.account());
  const mode = readSignUpMode(context);
  if (mode === "closed" || mode === "invite")
    return <SignUpClosed byInvitation={mode === "invite"} supportContact={context.settings.supportContact} />;
  return (
    <AuthPage
      title="Sign up"
      footer={
        <>
          Have an account? <TextLink href={routes.logIn(next ?? undefined)}>Log in</TextLink>
        </>
      }
    >
      <NewAccountForm
        action={signUpAction}
        submitLabel="Create account"
        length={readPasswordLength(context)}
        next={next}
      />
    </AuthPage>
  );
}

function SignUpClosed({ byInvitation, supportContact }: { byInvitation: boolean; supportContact: string | null }) {
  return (
    <RefusedLink
      title={byInvitation ? "Sign-up is by invitation" : "Sign-up is closed"}
      actions={
        <ButtonLink href={routes.logIn()} appearance="primary">
          Log in
        </ButtonLink>
      }
    >
      <p>
        <AskAdministrator
          what={byInvitation ? "for an invitation, then open its link" : "to create an account for you"}
          contact={supportContact}
        />
      </p>
    </RefusedLink>
  );
}
