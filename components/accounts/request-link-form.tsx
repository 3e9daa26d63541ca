"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { PendingFormField } from "@/components/ui/pending-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { useActionForm } from "@/components/ui/use-action-form";
import { mailsToOneAddress } from "@/lib/domain/accounts/mailed-code";
import type { PendingFormName } from "@/lib/domain/sessions/pending-forms";
import { EmailField } from "./account-fields";
import { emailPlan } from "./field-plans";
import { MailedCodeForm, useMailedCode } from "./mailed-code-form";
import { ResendForm } from "./resend-form";

type RequestLinkFormProps = {
  /** Emails a link and a code to an address, and returns the address. */
  requestAction: FormStateAction;
  /** Checks the code from that email, and returns the address when it is wrong. */
  codeAction: FormStateAction;
  path: string;
  emailLabel?: string;
  /** The address form's button; without it only the account's own address can be used. */
  requestLabel?: string;
  codeLabel: string;
  codeHint: string;
  /** This browser has requested a code before. */
  hasRequested?: boolean;
  /** The page explains that the server sends no mail. */
  canMail?: boolean;
  /** Above the address field. */
  lead?: ReactNode;
  /** Whom to ask for the code, on a server that sends no mail. */
  askForCode?: ReactNode;
  /** For the address field. */
  hint?: ReactNode;
  /** The account's current address, with its own button. */
  own?: { email: string; label: string };
  /** For an action that can require re-authentication. */
  pendingForm?: PendingFormName;
};

const plans = { email: emailPlan };

/**
 * Asks for an address, then for the code that was sent there. The step depends on the action states, so that no address
 * gets into a URL and both steps work without JavaScript.
 */
export function RequestLinkForm({
  requestAction,
  codeAction,
  path,
  emailLabel,
  requestLabel,
  codeLabel,
  codeHint,
  hasRequested = false,
  canMail = true,
  lead,
  askForCode,
  hint,
  own,
  pendingForm,
}: RequestLinkFormProps) {
  const { field, state, pending, problems, attributes } = useActionForm(requestAction, plans, {
    ...(pendingForm !== undefined && { pendingForm }),
  });
  const code = useMailedCode(codeAction, canMail);
  const email =
    state.status === "done"
      ? state.values?.["email"]
      : state.status === "idle"
        ? code.state.values?.["email"]
        : undefined;
  if (email === undefined) {
    return (
      <div className="group/request flex flex-col">
        {own !== undefined && (
          <form
            action={attributes.action}
            className={`flex flex-col items-start gap-4 ${requestLabel === undefined ? "" : "border-b border-border pb-4"}`}
          >
            {requestLabel === undefined && <FormErrorSummary problems={problems} />}
            <input type="hidden" name="email" value={own.email} />
            {pendingForm !== undefined && <PendingFormField form={pendingForm} />}
            <SubmitButton pendingLabel="Sending…">{own.label}</SubmitButton>
          </form>
        )}
        {requestLabel !== undefined && (
          <form {...attributes} className="flex flex-col gap-4">
            <FormErrorSummary problems={problems} />
            {lead !== undefined && <p className="text-muted">{lead}</p>}
            {pendingForm !== undefined && <PendingFormField form={pendingForm} />}
            <EmailField {...field("email")} {...(emailLabel !== undefined && { label: emailLabel })} hint={hint} />
            <SubmitButton
              pending={pending}
              pendingLabel="Sending…"
              appearance={own === undefined ? "primary" : "secondary"}
              // The code's form, when it is open, has the primary button.
              className="group-has-[details[open]]/request:!border-control group-has-[details[open]]/request:!bg-panel group-has-[details[open]]/request:!text-text"
            >
              {requestLabel}
            </SubmitButton>
          </form>
        )}
        {hasRequested && (
          <Disclosure summary="Already have a code?" startsOpen={code.state.status === "refused"}>
            <MailedCodeForm form={code} submitLabel={codeLabel} hint={codeHint} />
          </Disclosure>
        )}
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      {canMail || state.status === "refused" ? (
        <FormOutcome state={state} />
      ) : (
        <Requested email={email} askForCode={askForCode} />
      )}
      {canMail && (
        <p className="text-14 text-muted">
          No email after a few minutes? Check the spam folder of{" "}
          <span className="wrap-anywhere text-text">{email}</span>. We send an address at most{" "}
          {mailsToOneAddress.requestsMax} of these emails an hour.
        </p>
      )}
      <MailedCodeForm form={code} submitLabel={codeLabel} hint={codeHint} email={email} />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-border pt-4">
        <ResendForm
          dispatch={attributes.action}
          state={state}
          email={email}
          label={canMail ? "Send again" : "Request a new code"}
          showOutcome={false}
        />
        {requestLabel !== undefined && (
          <TextLink href={path} className="text-14">
            Use another address
          </TextLink>
        )}
      </div>
    </div>
  );
}

/** Without mail: the request alone is no success yet. It takes the focus, because the pressed button is gone. */
function Requested({ email, askForCode }: { email: string; askForCode: ReactNode }) {
  const text = useRef<HTMLParagraphElement>(null);
  useEffect(() => text.current?.focus(), []);
  return (
    <p ref={text} role="status" tabIndex={-1} className="outline-none">
      Requested for <span className="font-medium wrap-anywhere">{email}</span>. {askForCode}
    </p>
  );
}
