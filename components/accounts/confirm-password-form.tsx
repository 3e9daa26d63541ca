"use client";

import { codePlan, recoveryCodePlan, type SecondFactorField } from "@/components/two-factor/field-plans";
import { RecoveryCodeField } from "@/components/two-factor/recovery-code-field";
import { CodeField } from "@/components/ui/code-field";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FieldPlans } from "@/components/ui/form-problems";
import type { FormStateAction } from "@/components/ui/form-state";
import { PasswordField } from "@/components/ui/password-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { useActionForm } from "@/components/ui/use-action-form";
import { currentPasswordPlan } from "./field-plans";
import { HiddenUsername } from "./hidden-username";

type ConfirmPasswordFormProps = {
  action: FormStateAction;
  username: string;
  next: string | null;
  /** Null without two-factor authentication. */
  answer: SecondFactorField | null;
};

const passwordOnly: FieldPlans = { password: currentPasswordPlan };
const plansFor: Record<SecondFactorField, FieldPlans> = {
  otp: { password: currentPasswordPlan, otp: codePlan },
  recovery_code: { password: currentPasswordPlan, recovery_code: recoveryCodePlan },
};

export function ConfirmPasswordForm({ action, username, next, answer }: ConfirmPasswordFormProps) {
  const { field, pending, problems, attributes } = useActionForm<string>(
    action,
    answer === null ? passwordOnly : plansFor[answer],
  );
  return (
    <form {...attributes} className="flex flex-col gap-4">
      <FormErrorSummary problems={problems} />
      <HiddenUsername value={username} />
      {next !== null && <input type="hidden" name="next" value={next} />}
      <PasswordField autoComplete="current-password" required autoFocus {...field("password")} />
      {answer === "otp" && <CodeField {...field("otp")} hint="6 digits from your authenticator app." />}
      {answer === "recovery_code" && <RecoveryCodeField {...field("recovery_code")} />}
      <SubmitButton pending={pending} pendingLabel="Checking…">
        Confirm
      </SubmitButton>
    </form>
  );
}
