"use client";

import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useActionForm } from "@/components/ui/use-action-form";
import { emailPlan, fullNamePlan, newPasswordPlan, usernamePlan } from "./field-plans";
import { EmailField, FullNameField, UsernameField } from "./identity-fields";
import { NewPasswordField } from "./new-password-field";

type NewAccountFormProps = { action: FormStateAction; submitLabel: string; next?: string | null };

const plans = { email: emailPlan, username: usernamePlan, full_name: fullNamePlan, password: newPasswordPlan };

/** Makes an account: for whoever signs up, and for the first administrator. */
export function NewAccountForm({ action, submitLabel, next = null }: NewAccountFormProps) {
  const { field, fill, pending, problems, attributes } = useActionForm(action, plans);
  return (
    <form {...attributes} className="flex flex-col gap-4">
      <FormErrorSummary problems={problems} />
      {next !== null && <input type="hidden" name="next" value={next} />}
      <EmailField {...field("email")} />
      <UsernameField {...field("username")} />
      <FullNameField {...field("full_name")} />
      <NewPasswordField {...field("password")} onSuggest={(password) => fill("password", password)} />
      <SubmitButton pending={pending} pendingLabel="Creating the account…">
        {submitLabel}
      </SubmitButton>
    </form>
  );
}
