import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NoMailAlert } from "@/components/accounts/no-mail-alert";
import { SignUpCodeForm, VerifyEmailForm } from "@/components/accounts/verify-email-forms";
import { AuthPage } from "@/components/layout/auth-page";
import { MessagePage } from "@/components/layout/message-page";
import { ButtonLink } from "@/components/ui/button-link";
import { TextLink } from "@/components/ui/text-link";
import { readSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { readVerification } from "@/lib/services/accounts/read-verification";
import { readRecoveryOptions } from "@/lib/services/recovery/read-recovery-options";
import { readPageContext } from "@/lib/web/pages/page";
import { resendVerificationAction, verifyByCodeAction, verifyByLinkAction } from "./actions";

export const metadata: Metadata = { title: "Confirm your address", robots: { index: false } };

export default async function VerifyEmailPage() {
  const context = await readPageContext();
  const [token, asked] = [await readSecretCookie("verification"), await readSecretCookie("asked")];
  const verification = await readVerification(context, { token, asked });
  if (verification !== null) {
    const { email, needsPassword } = verification;
    return (
      <AuthPage
        title="Confirm your address"
        lead={
          <>
            <span className="wrap-anywhere text-text">{email}</span> becomes the address of your account.
            {needsPassword &&
              " This is another browser than the one that signed up, so enter the password that you chose there."}
          </>
        }
      >
        <VerifyEmailForm action={verifyByLinkAction} email={email} needsPassword={needsPassword} />
      </AuthPage>
    );
  }
  if (context.actor.kind === "user") redirect(routes.account());
  if (token !== null || asked === null)
    return (
      <NoVerificationLink title={token === null ? "Open the link in your mail" : "This link is used up or too old"} />
    );
  const { canMail, supportContact } = readRecoveryOptions(context);
  return (
    <AuthPage
      title="Check your mail"
      lead="We sent a link and a code to the address that you gave. Open the link, or enter the code here."
      {...(!canMail && { notice: <NoMailAlert supportContact={supportContact} /> })}
      footer={
        <>
          Confirmed already? <TextLink href={routes.logIn()}>Log in</TextLink>
        </>
      }
    >
      <SignUpCodeForm codeAction={verifyByCodeAction} resendAction={resendVerificationAction} />
    </AuthPage>
  );
}

function NoVerificationLink({ title }: { title: string }) {
  return (
    <MessagePage
      title={title}
      actions={
        <>
          <ButtonLink href={routes.logIn()} appearance="primary">
            Log in
          </ButtonLink>
          <TextLink href={routes.signUp()}>Sign up again</TextLink>
        </>
      }
    >
      <p>If you confirmed your address already, log in.</p>
      <p>
        Otherwise open the link in the newest mail, again if need be: it works for a day, and once opened it waits here
        for ten minutes.
      </p>
    </MessagePage>
  );
}
