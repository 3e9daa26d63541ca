"use client";

import { useMemo } from "react";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FieldPlans } from "@/components/ui/form-problems";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useActionForm } from "@/components/ui/use-action-form";
import { EmailField } from "./account-fields";
import { emailPlan, newPasswordPlan } from "./field-plans";
import { HiddenUsername } from "./hidden-username";
import { NewPasswordField, type PasswordLength } from "./new-password-field";

type NewAccountFormProps = {
  action: FormStateAction;
  submitLabel: string;
  length: PasswordLength;
  next?: string | null;
  /** An address that can't be changed, as in an invitation. */
  email?: string | null;
};

/** For sign-up, invitations and the first administrator. Names are added on the profile. */
export function NewAccountForm({ action, submitLabel, length, next = null, email = null }: NewAccountFormProps) {
  const plans = useMemo(() => plansFor(length.min, email), [length.min, email]);
  const { field, fill, pending, problems, attributes } = useActionForm<string>(action, plans);
  return (
    <form {...attributes} className="flex flex-col gap-4">
      <FormErrorSummary problems={problems} />
      {next !== null && <input type="hidden" name="next" value={next} />}
      {email === null ? <EmailField {...field("email")} /> : <HiddenUsername value={email} />}
      <NewPasswordField {...field("password")} length={length} onSuggest={(password) => fill("password", password)} />
      <SubmitButton pending={pending} pendingLabel="Creating account…">
        {submitLabel}
      </SubmitButton>
    </form>
  );
}

function plansFor(min: number, email: string | null): FieldPlans {
  // A fixed address has no field, so its errors are shown for the whole form.
  return {
    ...(email === null && { email: emailPlan }),
    password: newPasswordPlan(min),
  };
}
