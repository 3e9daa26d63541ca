import type { Metadata } from "next";
import { RequestLinkForm } from "@/components/accounts/request-link-form";
import { AuthPage } from "@/components/layout/auth-page";
import { AskAdministrator } from "@/components/ui/support-contact";
import { TextLink } from "@/components/ui/text-link";
import { readSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { readRecoveryOptions } from "@/lib/services/recovery/read-recovery-options";
import { readPageContext } from "@/lib/web/pages/page";
import { requestResetAction, enterResetCodeAction } from "./actions";

export const metadata: Metadata = {
  title: "Forgot your password?",
  description: "Reset your Latchkey password by email.",
};

export default async function ForgotPasswordPage() {
  const { canMail, supportContact } = readRecoveryOptions(await readPageContext());
  const hasRequested = (await readSecretCookie("asked")) !== null;
  return (
    <AuthPage
      title="Forgot your password?"
      footer={
        <>
          Remember your password? <TextLink href={routes.logIn()}>Log in</TextLink>
        </>
      }
    >
      <RequestLinkForm
        requestAction={requestResetAction}
        codeAction={enterResetCodeAction}
        path={routes.forgotPassword()}
        requestLabel={canMail ? "Send reset link" : "Request reset link"}
        codeLabel="Continue"
        codeHint="8 digits. Valid for 10 minutes, in this browser only."
        hasRequested={hasRequested}
        lead={
          canMail ? (
            "Enter the email address of your account. We send you a reset link and a code."
          ) : (
            <>
              Enter the email address of your account, then ask an administrator for the reset link or the code. This
              server doesn’t send email.
            </>
          )
        }
        askForCode={<AskAdministrator what="for the reset link or the code" contact={supportContact} />}
        canMail={canMail}
      />
    </AuthPage>
  );
}
