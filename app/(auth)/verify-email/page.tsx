import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { RefusedLink, UsedOrReplaced } from "@/components/accounts/refused-link";
import { SignUpCodeForm, VerifyEmailForm } from "@/components/accounts/verify-email-forms";
import { AuthPage } from "@/components/layout/auth-page";
import { ButtonLink } from "@/components/ui/button-link";
import { AskAdministrator } from "@/components/ui/support-contact";
import { TextLink } from "@/components/ui/text-link";
import { readSecretCookie } from "@/lib/auth/cookies";
import type { MailWay } from "@/lib/domain/mail/mail-way";
import { routes } from "@/lib/routes";
import { readVerification } from "@/lib/services/accounts/read-verification";
import { readRecoveryOptions } from "@/lib/services/recovery/read-recovery-options";
import { readPageContext } from "@/lib/web/pages/page";
import { resendVerificationAction, verifyByCodeAction, verifyByLinkAction } from "./actions";

export const metadata: Metadata = { title: "Verify your email address", robots: { index: false } };

export default async function VerifyEmailPage() {
  const context = await readPageContext();
  const [token, asked] = [await readSecretCookie("verification"), await readSecretCookie("asked")];
  const verification = await readVerification(context, { token, asked });
  if (verification !== null) {
    const { email, needsPassword } = verification;
    return (
      <AuthPage
        title="Verify your email address"
        lead={
          <>
            <span className="wrap-anywhere text-text">{email}</span> becomes the address of your account.
            {needsPassword && " You signed up in another browser. Enter the password that you chose there."}
          </>
        }
      >
        <VerifyEmailForm action={verifyByLinkAction} email={email} needsPassword={needsPassword} />
      </AuthPage>
    );
  }
  if (context.actor.kind === "user") redirect(routes.account());
  const mailWay = readRecoveryOptions(context);
  if (token !== null || asked === null) return <NoVerificationLink mailWay={mailWay} />;
  const { canMail, supportContact } = mailWay;
  return (
    <AuthPage
      title={canMail ? "Check your email" : "Verify your email address"}
      lead={
        canMail
          ? "We sent a link and a code to your address. Open the link, or enter the code here."
          : noMailLead(supportContact)
      }
      footer={
        <>
          Already verified? <TextLink href={routes.logIn()}>Log in</TextLink>
        </>
      }
    >
      <SignUpCodeForm codeAction={verifyByCodeAction} resendAction={resendVerificationAction} canMail={canMail} />
    </AuthPage>
  );
}

function noMailLead(supportContact: string | null): ReactNode {
  return (
    <>
      This server doesn’t send email.{" "}
      <AskAdministrator what="for the link or the code that verifies your address" contact={supportContact} />
    </>
  );
}

/** Also for a link that this browser has forgotten that it opened. */
function NoVerificationLink({ mailWay }: { mailWay: MailWay }) {
  return (
    <RefusedLink
      actions={
        <>
          <ButtonLink href={routes.logIn()} appearance="primary">
            Log in
          </ButtonLink>
          <TextLink href={routes.signUp()}>Sign up again</TextLink>
        </>
      }
    >
      <p>If you have verified your address already, log in.</p>
      <UsedOrReplaced validFor="24 hours" mailWay={mailWay} />
    </RefusedLink>
  );
}
