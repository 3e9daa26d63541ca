"use client";

import { CodeField } from "@/components/ui/code-field";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useActionForm } from "@/components/ui/use-action-form";
import { mailedCodePlan } from "./field-plans";

const plans = { code: mailedCodePlan };

/** The form's state, for the page around it: without JavaScript a refusal is all that says how far somebody is. */
export function useMailedCode(action: FormStateAction) {
  return useActionForm(action, plans);
}

type MailedCodeFormProps = {
  form: ReturnType<typeof useMailedCode>;
  submitLabel: string;
  hint: string;
  /** Where the code was sent; goes along, so that the page still knows it when it comes back. */
  email?: string | undefined;
};

/** The other way than the link: the code of the mail, typed in. */
export function MailedCodeForm({
  form: { field, pending, problems, attributes },
  submitLabel,
  hint,
  email,
}: MailedCodeFormProps) {
  return (
    <form {...attributes} className="flex flex-col gap-4">
      <FormErrorSummary problems={problems} />
      {email !== undefined && <input type="hidden" name="email" value={email} />}
      <CodeField hint={hint} {...field("code")} />
      <SubmitButton pending={pending} pendingLabel="Checking…">
        {submitLabel}
      </SubmitButton>
    </form>
  );
}
