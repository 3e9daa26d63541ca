"use client";

import { SettingsForm } from "@/components/layout/settings-form";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { useServerAction } from "@/components/ui/use-server-action";
import { VERIFICATION_LINK_HOURS, verificationCodeMinutes } from "@/lib/domain/accounts/mailed-code";
import { formatDuration } from "@/lib/domain/mail/format-time";
import { routes } from "@/lib/routes";
import { MailedCodeForm, useMailedCode } from "./mailed-code-form";
import { ResendForm } from "./resend-form";

type PendingEmailProps = {
  /** The address that waits for verification. */
  email: string;
  canMail: boolean;
  /** When the page was rendered. */
  secondsSinceRequest: number;
  codeAction: FormStateAction;
  resendAction: FormStateAction;
  submitLabel?: string;
  /** Without it, the address is the account's own, and nothing would change. */
  cancelAction?: FormStateAction;
};

/** The code for a new address. The address waits on the server, so this step is found again after the page was left. */
export function PendingEmail({
  email,
  canMail,
  secondsSinceRequest,
  codeAction,
  resendAction,
  cancelAction,
  submitLabel = "Verify address",
}: PendingEmailProps) {
  const codeLife = formatDuration(verificationCodeMinutes(canMail));
  const code = useMailedCode(codeAction, canMail);
  const [resent, resend] = useServerAction(resendAction);
  return (
    <>
      <SettingsForm>
        <MailedCodeForm
          form={code}
          submitLabel={submitLabel}
          hint={
            canMail
              ? `8 digits, valid for ${codeLife}. The link is valid for ${VERIFICATION_LINK_HOURS} hours.`
              : `8 digits, valid for ${codeLife}.`
          }
        />
      </SettingsForm>
      <div className="flex flex-wrap items-center gap-x-6 border-t border-border pt-2">
        <ResendForm
          dispatch={resend}
          state={resent}
          email={email}
          secondsSinceRequest={secondsSinceRequest}
          label={canMail ? "Send again" : "Request a new code"}
        />
        {cancelAction !== undefined && (
          <>
            <TextLink href={routes.changeEmailAgain()} className="text-14">
              Use another address
            </TextLink>
            <CancelChange action={cancelAction} />
          </>
        )}
      </div>
    </>
  );
}

function CancelChange({ action }: { action: FormStateAction }) {
  const [, cancel] = useServerAction(action);
  return (
    <form action={cancel}>
      <SubmitButton appearance="link" pendingLabel="Cancelling…">
        Cancel change
      </SubmitButton>
    </form>
  );
}
