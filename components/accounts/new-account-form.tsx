"use client";

import { useMemo } from "react";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FieldPlans } from "@/components/ui/form-problems";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useActionForm } from "@/components/ui/use-action-form";
import { EmailField, FullNameField, UsernameField } from "./account-fields";
import { emailPlan, fullNamePlan, newPasswordPlan, usernamePlan } from "./field-plans";
import { HiddenUsername } from "./hidden-username";
import { NewPasswordField, type PasswordLength } from "./new-password-field";

type NewAccountFormProps = {
  action: FormStateAction;
  submitLabel: string;
  length: PasswordLength;
  next?: string | null;
  /** The address, where it is settled already. */
  email?: string | null;
};

/** Makes an account: for whoever signs up or is invited, and for the first administrator. */
export function NewAccountForm({ action, submitLabel, length, next = null, email = null }: NewAccountFormProps) {
  const plans = useMemo(() => plansFor(length.min, email), [length.min, email]);
  const { field, fill, pending, problems, attributes } = useActionForm<string>(action, plans);
  return (
    <form {...attributes} className="flex flex-col gap-4">
      <FormErrorSummary problems={problems} />
      {next !== null && <input type="hidden" name="next" value={next} />}
      {email === null ? <EmailField {...field("email")} /> : <HiddenUsername value={email} />}
      <UsernameField {...field("username")} />
      <FullNameField {...field("full_name")} />
      <NewPasswordField {...field("password")} length={length} onSuggest={(password) => fill("password", password)} />
      <SubmitButton pending={pending} pendingLabel="Creating the account…">
        {submitLabel}
      </SubmitButton>
    </form>
  );
}

function plansFor(min: number, email: string | null): FieldPlans {
  // What is wrong with an address that nobody types here is said for the whole form.
  return {
    ...(email === null && { email: emailPlan }),
    username: usernamePlan,
    full_name: fullNamePlan,
    password: newPasswordPlan(min),
  };
}
