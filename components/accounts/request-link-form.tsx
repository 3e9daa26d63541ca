"use client";

import { Disclosure } from "@/components/ui/disclosure";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { useActionForm } from "@/components/ui/use-action-form";
import { EmailField } from "./account-fields";
import { emailPlan } from "./field-plans";
import { MailedCodeForm, useMailedCode } from "./mailed-code-form";
import { ResendForm } from "./resend-form";

type RequestLinkFormProps = {
  /** Mails a link and a code to an address, and gives the address back. */
  askAction: FormStateAction;
  /** Takes the code of that mail, and gives the address back when it is wrong. */
  codeAction: FormStateAction;
  path: string;
  emailLabel?: string;
  askLabel: string;
  codeLabel: string;
  codeHint: string;
  /** This browser asked before, so a code may be on its way. */
  hasAsked?: boolean;
  /** What stands under the field for the address. */
  hint?: string;
  /** An address that is known already, with a button of its own. */
  own?: { email: string; label: string };
};

const plans = { email: emailPlan };

/**
 * First an address, then the code that was sent there, on one page. Which of the two it is stands in what the actions gave
 * back: no address is ever in a URL, and all of it works without JavaScript.
 */
export function RequestLinkForm({
  askAction,
  codeAction,
  path,
  emailLabel,
  askLabel,
  codeLabel,
  codeHint,
  hasAsked = false,
  hint,
  own,
}: RequestLinkFormProps) {
  const { field, state, pending, problems, attributes } = useActionForm(askAction, plans);
  const code = useMailedCode(codeAction);
  const email =
    state.status === "done"
      ? state.values?.["email"]
      : state.status === "idle"
        ? code.state.values?.["email"]
        : undefined;
  if (email === undefined) {
    return (
      <>
        {own !== undefined && (
          <form action={attributes.action} className="flex flex-col items-start border-b border-border pb-4">
            <input type="hidden" name="email" value={own.email} />
            <SubmitButton pendingLabel="Sending…">{own.label}</SubmitButton>
          </form>
        )}
        <form {...attributes} className="flex flex-col gap-4">
          <FormErrorSummary problems={problems} />
          <EmailField {...field("email")} {...(emailLabel !== undefined && { label: emailLabel })} hint={hint} />
          <SubmitButton
            pending={pending}
            pendingLabel="Sending…"
            appearance={own === undefined ? "primary" : "secondary"}
          >
            {askLabel}
          </SubmitButton>
        </form>
        {hasAsked && (
          <Disclosure summary="Enter a code that you have" startsOpen={code.state.status === "refused"}>
            <MailedCodeForm form={code} submitLabel={codeLabel} hint={codeHint} />
          </Disclosure>
        )}
      </>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <FormOutcome state={state} />
      <p className="text-14 text-muted">
        Nothing there after a few minutes? Look into the spam folder of{" "}
        <span className="wrap-anywhere text-text">{email}</span>.
      </p>
      <MailedCodeForm form={code} submitLabel={codeLabel} hint={codeHint} email={email} />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-border pt-4">
        <ResendForm dispatch={attributes.action} state={state} email={email} saysOutcome={false} />
        <TextLink href={path} className="text-14">
          Use another address
        </TextLink>
      </div>
    </div>
  );
}
