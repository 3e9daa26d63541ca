"use client";

import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FormStateAction } from "@/components/ui/form-state";
import { PasswordField } from "@/components/ui/password-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { useActionForm } from "@/components/ui/use-action-form";
import { currentPasswordPlan } from "./field-plans";
import { HiddenUsername } from "./hidden-username";

type ConfirmPasswordFormProps = { action: FormStateAction; username: string; next: string | null };

const plans = { password: currentPasswordPlan };

export function ConfirmPasswordForm({ action, username, next }: ConfirmPasswordFormProps) {
  const { field, pending, problems, attributes } = useActionForm(action, plans);
  return (
    <form {...attributes} className="flex flex-col gap-4">
      <FormErrorSummary problems={problems} />
      <HiddenUsername value={username} />
      {next !== null && <input type="hidden" name="next" value={next} />}
      <PasswordField autoComplete="current-password" required autoFocus {...field("password")} />
      <SubmitButton pending={pending} pendingLabel="Checking…">
        Confirm password
      </SubmitButton>
    </form>
  );
}
