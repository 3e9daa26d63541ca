"use client";

import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FormStateAction } from "@/components/ui/form-state";
import { PasswordField } from "@/components/ui/password-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { useActionForm } from "@/components/ui/use-action-form";
import { useServerAction } from "@/components/ui/use-server-action";
import { verificationCodeMinutes } from "@/lib/domain/accounts/mailed-code";
import { formatDuration } from "@/lib/domain/mail/format-time";
import { routes } from "@/lib/routes";
import { currentPasswordPlan } from "./field-plans";
import { HiddenUsername } from "./hidden-username";
import { MailedCodeForm, useMailedCode } from "./mailed-code-form";
import { ResendForm } from "./resend-form";

type SignUpCodeFormProps = { codeAction: FormStateAction; resendAction: FormStateAction; canMail: boolean };

/** For the browser that signed up: takes the code from the email. */
export function SignUpCodeForm({ codeAction, resendAction, canMail }: SignUpCodeFormProps) {
  const code = useMailedCode(codeAction, canMail);
  const [state, dispatch] = useServerAction(resendAction);
  return (
    <div className="flex flex-col gap-4">
      <MailedCodeForm
        form={code}
        submitLabel="Verify address"
        hint={`8 digits. Valid for ${formatDuration(verificationCodeMinutes(canMail))}, in this browser only.`}
      />
      <div className="flex flex-wrap items-center gap-x-6 border-t border-border pt-2">
        <ResendForm dispatch={dispatch} state={state} label={canMail ? "Send again" : "Request a new code"} />
        <TextLink href={routes.signUp()} className="text-14">
          Use another address
        </TextLink>
      </div>
    </div>
  );
}

type VerifyEmailFormProps = { action: FormStateAction; email: string; needsPassword: boolean };

const withPassword = { password: currentPasswordPlan };
const withoutPassword = {};

/** For the link from the email. In another browser than the one that signed up, it asks for the password too. */
export function VerifyEmailForm({ action, email, needsPassword }: VerifyEmailFormProps) {
  const { field, pending, problems, attributes } = useActionForm<string>(
    action,
    needsPassword ? withPassword : withoutPassword,
  );
  return (
    <form {...attributes} className="flex flex-col gap-4">
      <FormErrorSummary problems={problems} />
      {needsPassword && (
        <>
          <HiddenUsername value={email} />
          <PasswordField autoComplete="current-password" required {...field("password")} />
        </>
      )}
      <SubmitButton pending={pending} pendingLabel="Verifying…">
        Verify address
      </SubmitButton>
    </form>
  );
}
