"use client";

import { CodeField } from "@/components/ui/code-field";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useActionForm } from "@/components/ui/use-action-form";
import { givenCodePlan, mailedCodePlan } from "./field-plans";

const mailedPlans = { code: mailedCodePlan };
const givenPlans = { code: givenCodePlan };

/** The form's state. The page needs it too: without JavaScript, only a refused code shows which step the user is at. */
export function useMailedCode(action: FormStateAction, canMail = true) {
  return useActionForm(action, canMail ? mailedPlans : givenPlans);
}

type MailedCodeFormProps = {
  form: ReturnType<typeof useMailedCode>;
  submitLabel: string;
  hint: string;
  /** Sent along with the code, so that the page still has it after a refusal. */
  email?: string | undefined;
};

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
