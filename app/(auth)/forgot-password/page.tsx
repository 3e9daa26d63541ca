import type { Metadata } from "next";
import { NoMailAlert } from "@/components/accounts/no-mail-alert";
import { RequestLinkForm } from "@/components/accounts/request-link-form";
import { AuthPage } from "@/components/layout/auth-page";
import { TextLink } from "@/components/ui/text-link";
import { readSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { readRecoveryOptions } from "@/lib/services/recovery/read-recovery-options";
import { readPageContext } from "@/lib/web/pages/page";
import { askForResetAction, takeResetCodeAction } from "./actions";

export const metadata: Metadata = {
  title: "Forgot your password",
  description: "Have a link to a new password mailed to you.",
};

export default async function ForgotPasswordPage() {
  const { canMail, supportContact } = readRecoveryOptions(await readPageContext());
  const hasAsked = (await readSecretCookie("asked")) !== null;
  return (
    <AuthPage
      title="Forgot your password?"
      lead="Enter the address of your account. You get a link to choose a new password, and a code for this page."
      {...(!canMail && { notice: <NoMailAlert supportContact={supportContact} /> })}
      footer={
        <>
          Remembered it? <TextLink href={routes.logIn()}>Log in</TextLink>
        </>
      }
    >
      <RequestLinkForm
        askAction={askForResetAction}
        codeAction={takeResetCodeAction}
        path={routes.forgotPassword()}
        askLabel="Send reset link"
        codeLabel="Go on with the code"
        codeHint="Eight digits. They work for ten minutes, in this browser only."
        hasAsked={hasAsked}
      />
    </AuthPage>
  );
}
