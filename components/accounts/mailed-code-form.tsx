"use client";

import { CodeField } from "@/components/ui/code-field";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useActionForm } from "@/components/ui/use-action-form";
import { givenCodePlan, mailedCodePlan } from "./field-plans";

const mailedPlans = { code: mailedCodePlan };
const givenPlans = { code: givenCodePlan };

export function useMailedCode(action: FormStateAction, canMail = true) {
  return useActionForm(action, canMail ? mailedPlans : givenPlans);
}

type MailedCodeFormProps = {
  form: ReturnType<typeof useMailedCode>;
  submitLabel: string;
  hint: string;
};

export function MailedCodeForm({
  form: { field, pending, problems, attributes },
  submitLabel,
  hint,
}: MailedCodeFormProps) {
  return (
    <form {...attributes} className="flex flex-col gap-4">
      <FormErrorSummary problems={problems} />
      <CodeField hint={hint} {...field("code")} />
      <SubmitButton pending={pending} pendingLabel="Checking…">
        {submitLabel}
      </SubmitButton>
    </form>
  );
}
