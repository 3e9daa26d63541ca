import type { Metadata } from "next";
import { RequestLinkForm } from "@/components/accounts/request-link-form";
import { ResetCodeForm } from "@/components/accounts/reset-code-form";
import { AuthPage } from "@/components/layout/auth-page";
import { AskAdministrator } from "@/components/ui/support-contact";
import { TextLink } from "@/components/ui/text-link";
import { readRequestedReset } from "@/lib/auth/cookies";
import { formatDuration } from "@/lib/domain/mail/format-time";
import { serviceNameOf } from "@/lib/domain/system/service-name";
import { routes } from "@/lib/routes";
import { readRecoveryOptions } from "@/lib/services/recovery/read-recovery-options";
import { readPageContext } from "@/lib/web/pages/page";
import type { SearchParams } from "@/lib/web/pages/page-query";
import { enterResetCodeAction, requestResetAction, resendResetAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const name = serviceNameOf((await readPageContext()).settings);
  return { title: "Forgot your password?", description: `Reset your ${name} password by email.` };
}

export default async function ForgotPasswordPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await readPageContext();
  const options = readRecoveryOptions(context);
  const requested = await readRequestedReset();
  const { another } = await searchParams;
  if (requested !== null && another === undefined) {
    const secondsSinceRequest = Math.max(0, Math.floor((context.now().getTime() - requested.at.getTime()) / 1000));
    return <EnterCode email={requested.email} secondsSinceRequest={secondsSinceRequest} options={options} />;
  }
  const { canMail } = options;
  return (
    <AuthPage
      title="Forgot your password?"
      lead={
        canMail
          ? "Enter the email address of your account. We send you a reset link and a code."
          : "This server doesn’t send email. Enter the email address of your account first. Then ask an administrator for your reset link or code."
      }
      footer={
        <>
          Remember your password? <TextLink href={routes.logIn()}>Log in</TextLink>
        </>
      }
    >
      <RequestLinkForm action={requestResetAction} label={canMail ? "Send reset link" : "Continue"} />
      {requested !== null && (
        <TextLink href={routes.forgotPassword()} className="mt-4 text-14 wrap-anywhere">
          Enter the code for {requested.email}
        </TextLink>
      )}
    </AuthPage>
  );
}

type EnterCodeProps = { email: string; secondsSinceRequest: number; options: ReturnType<typeof readRecoveryOptions> };

function EnterCode({ email, secondsSinceRequest, options }: EnterCodeProps) {
  const { canMail, supportContact, resetCodeMinutes } = options;
  const address = <span className="font-medium wrap-anywhere text-text">{email}</span>;
  return (
    <AuthPage
      title={canMail ? "Check your email" : "Ask an administrator"}
      lead={
        canMail ? (
          <>If {address} has an account, we sent it a reset link and a code. Open the link, or enter the code here.</>
        ) : (
          <AskAdministrator
            what="for the reset link or the code"
            where={<>The administrator finds both under Administration &gt; Mail, if {address} has an account.</>}
            contact={supportContact}
          />
        )
      }
      footer={
        <>
          Remember your password? <TextLink href={routes.logIn()}>Log in</TextLink>
        </>
      }
    >
      <ResetCodeForm
        email={email}
        secondsSinceRequest={secondsSinceRequest}
        canMail={canMail}
        hint={`8 digits. Valid for ${formatDuration(resetCodeMinutes)}, in this browser only.`}
        codeAction={enterResetCodeAction}
        resendAction={resendResetAction}
      />
    </AuthPage>
  );
}
