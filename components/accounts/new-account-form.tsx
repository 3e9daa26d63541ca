"use client";

import { useMemo } from "react";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useActionForm } from "@/components/ui/use-action-form";
import { emailPlan, fullNamePlan, newPasswordPlan, usernamePlan } from "./field-plans";
import { EmailField, FullNameField, UsernameField } from "./identity-fields";
import { NewPasswordField, type PasswordLength } from "./new-password-field";

type NewAccountFormProps = { action: FormStateAction; submitLabel: string; length: PasswordLength; next?: string | null };

/** Makes an account: for whoever signs up, and for the first administrator. */
export function NewAccountForm({ action, submitLabel, length, next = null }: NewAccountFormProps) {
  const plans = useMemo(() => plansFor(length.min), [length.min]);
  const { field, fill, pending, problems, attributes } = useActionForm(action, plans);
  return (
    <form {...attributes} className="flex flex-col gap-4">
      <FormErrorSummary problems={problems} />
      {next !== null && <input type="hidden" name="next" value={next} />}
      <EmailField {...field("email")} />
      <UsernameField {...field("username")} />
      <FullNameField {...field("full_name")} />
      <NewPasswordField {...field("password")} length={length} onSuggest={(password) => fill("password", password)} />
      <SubmitButton pending={pending} pendingLabel="Creating the account…">
        {submitLabel}
      </SubmitButton>
    </form>
  );
}

function plansFor(min: number) {
  return { email: emailPlan, username: usernamePlan, full_name: fullNamePlan, password: newPasswordPlan(min) };
}
