"use client";

import { useMemo } from "react";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FormStateAction } from "@/components/ui/form-state";
import { PasswordField } from "@/components/ui/password-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { useActionForm } from "@/components/ui/use-action-form";
import { currentPasswordPlan, newPasswordPlan } from "./field-plans";
import { HiddenUsername } from "./hidden-username";
import { NewPasswordField, type PasswordLength } from "./new-password-field";

type ChangePasswordFormProps = { action: FormStateAction; username: string; length: PasswordLength };

export function ChangePasswordForm({ action, username, length }: ChangePasswordFormProps) {
  const plans = useMemo(() => plansFor(length.min), [length.min]);
  const { field, fill, pending, problems, attributes } = useActionForm(action, plans);
  return (
    <form {...attributes} className="flex flex-col gap-4">
      <FormErrorSummary problems={problems} />
      <HiddenUsername value={username} />
      <PasswordField autoComplete="current-password" required {...field("current_password")} />
      <NewPasswordField
        {...field("new_password")}
        length={length}
        onSuggest={(password) => fill("new_password", password)}
      />
      <SubmitButton pending={pending} pendingLabel="Changing…">
        Change password
      </SubmitButton>
    </form>
  );
}

function plansFor(min: number) {
  return {
    current_password: { ...currentPasswordPlan, label: "Current password" },
    new_password: { ...newPasswordPlan(min), label: "New password" },
  };
}
