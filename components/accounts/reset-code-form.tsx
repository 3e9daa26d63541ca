"use client";

import type { FormStateAction } from "@/components/ui/form-state";
import { TextLink } from "@/components/ui/text-link";
import { useServerAction } from "@/components/ui/use-server-action";
import { mailsToOneAddress } from "@/lib/domain/accounts/mailed-code";
import { routes } from "@/lib/routes";
import { MailedCodeForm, useMailedCode } from "./mailed-code-form";
import { ResendForm } from "./resend-form";

type ResetCodeFormProps = {
  /** The address that the reset was requested for. */
  email: string;
  /** When the page was rendered. */
  secondsSinceRequest: number;
  canMail: boolean;
  hint: string;
  codeAction: FormStateAction;
  resendAction: FormStateAction;
};

/** The code of a requested reset. The browser's cookie keeps the request, so this step is found again after a reload. */
export function ResetCodeForm({
  email,
  secondsSinceRequest,
  canMail,
  hint,
  codeAction,
  resendAction,
}: ResetCodeFormProps) {
  const code = useMailedCode(codeAction, canMail);
  const [resent, resend] = useServerAction(resendAction);
  return (
    <div className="flex flex-col gap-4">
      <MailedCodeForm form={code} submitLabel="Continue" hint={hint} />
      {canMail && (
        <p className="text-14 text-muted">
          No email after a few minutes? Check the spam folder. We send an address at most{" "}
          {mailsToOneAddress.requestsMax} of these emails an hour.
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-6 border-t border-border pt-2">
        <ResendForm
          dispatch={resend}
          state={resent}
          email={email}
          secondsSinceRequest={secondsSinceRequest}
          label={canMail ? "Send again" : "Request a new code"}
        />
        <TextLink href={routes.forgotPasswordAgain()} className="text-14">
          Use another address
        </TextLink>
      </div>
    </div>
  );
}
