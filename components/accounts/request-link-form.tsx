"use client";

import type { ReactNode } from "react";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FormStateAction } from "@/components/ui/form-state";
import { PendingFormField } from "@/components/ui/pending-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useActionForm } from "@/components/ui/use-action-form";
import type { PendingFormName } from "@/lib/domain/sessions/pending-forms";
import { EmailField } from "./account-fields";
import { emailPlan } from "./field-plans";

type RequestLinkFormProps = {
  /** Emails a link and a code to an address, and leads to the page that asks for the code. */
  action: FormStateAction;
  emailLabel?: string;
  /** The address form's button; without it only the account's own address can be used. */
  label?: string;
  /** For the address field. */
  hint?: ReactNode;
  /** The account's current address, with its own button. */
  own?: { email: string; label: string };
  /** For an action that can require re-authentication. */
  pendingForm?: PendingFormName;
};

const plans = { email: emailPlan };

/** Asks for the address to which a link and a code go. */
export function RequestLinkForm({ action, emailLabel, label, hint, own, pendingForm }: RequestLinkFormProps) {
  const { field, pending, problems, attributes } = useActionForm(action, plans, {
    ...(pendingForm !== undefined && { pendingForm }),
  });
  return (
    <>
      {own !== undefined && (
        <form
          action={attributes.action}
          className={`flex flex-col items-start gap-4 ${label === undefined ? "" : "border-b border-border pb-4"}`}
        >
          {label === undefined && <FormErrorSummary problems={problems} />}
          <input type="hidden" name="email" value={own.email} />
          {pendingForm !== undefined && <PendingFormField form={pendingForm} />}
          <SubmitButton pendingLabel="Sending…">{own.label}</SubmitButton>
        </form>
      )}
      {label !== undefined && (
        <form {...attributes} className="flex flex-col gap-4">
          <FormErrorSummary problems={problems} />
          {pendingForm !== undefined && <PendingFormField form={pendingForm} />}
          <EmailField {...field("email")} {...(emailLabel !== undefined && { label: emailLabel })} hint={hint} />
          <SubmitButton
            pending={pending}
            pendingLabel="Sending…"
            appearance={own === undefined ? "primary" : "secondary"}
          >
            {label}
          </SubmitButton>
        </form>
      )}
    </>
  );
}
