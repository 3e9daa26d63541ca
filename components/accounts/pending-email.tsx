"use client";

import { SettingsForm } from "@/components/layout/settings-form";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { useServerAction } from "@/components/ui/use-server-action";
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
  cancelAction: FormStateAction;
};

/** The code for a new address. The address waits on the server, so this step is found again after the page was left. */
export function PendingEmail({
  email,
  canMail,
  secondsSinceRequest,
  codeAction,
  resendAction,
  cancelAction,
}: PendingEmailProps) {
  const code = useMailedCode(codeAction, canMail);
  const [resent, resend] = useServerAction(resendAction);
  const [, cancel] = useServerAction(cancelAction);
  return (
    <>
      <SettingsForm>
        <MailedCodeForm
          form={code}
          submitLabel="Verify address"
          hint={
            canMail
              ? "8 digits, valid for 10 minutes. The link is valid for 24 hours."
              : "8 digits, valid for 10 minutes."
          }
          email={email}
        />
      </SettingsForm>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-border pt-4">
        <ResendForm
          dispatch={resend}
          state={resent}
          email={email}
          secondsSinceRequest={secondsSinceRequest}
          label={canMail ? "Send again" : "Request a new code"}
        />
        <TextLink href={routes.changeEmailAgain()} className="text-14">
          Use another address
        </TextLink>
        <form action={cancel}>
          <SubmitButton
            appearance="quiet"
            className="!px-0 !text-accent underline decoration-1 underline-offset-4 hover:!bg-transparent"
            pendingLabel="Cancelling…"
          >
            Cancel change
          </SubmitButton>
        </form>
      </div>
    </>
  );
}
