"use client";

import { useMemo } from "react";
import { codePlan, recoveryCodePlan, type SecondFactorField } from "@/components/two-factor/field-plans";
import { RecoveryCodeField } from "@/components/two-factor/recovery-code-field";
import { CodeField } from "@/components/ui/code-field";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FieldPlan } from "@/components/ui/form-problems";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { useActionForm } from "@/components/ui/use-action-form";
import { newPasswordPlan } from "./field-plans";
import { HiddenUsername } from "./hidden-username";
import { NewPasswordField, type PasswordLength } from "./new-password-field";

type ResetPasswordFormProps = {
  action: FormStateAction;
  username: string;
  length: PasswordLength;
  factor: SecondFactorField | null;
  /** The page, for each second factor. */
  pages: Record<SecondFactorField, string>;
  submitLabel: string;
};

export function ResetPasswordForm({ action, username, length, factor, pages, submitLabel }: ResetPasswordFormProps) {
  const plans = useMemo(() => plansFor(factor, length.min), [factor, length.min]);
  const { field, fill, pending, problems, attributes } = useActionForm(action, plans);
  return (
    <form {...attributes} className="flex flex-col gap-4">
      <FormErrorSummary problems={problems} />
      <HiddenUsername value={username} />
      {factor === "otp" && (
        <div className="flex flex-col">
          <CodeField hint="6 digits." {...field("otp")} />
          <TextLink href={pages.recovery_code} className="self-start text-14">
            Use a recovery code instead
          </TextLink>
        </div>
      )}
      {factor === "recovery_code" && (
        <div className="flex flex-col">
          <RecoveryCodeField {...field("recovery_code")} />
          <TextLink href={pages.otp} className="self-start text-14">
            Use your authenticator app instead
          </TextLink>
        </div>
      )}
      <NewPasswordField
        {...field("new_password")}
        length={length}
        onSuggest={(password) => fill("new_password", password)}
      />
      <SubmitButton pending={pending} pendingLabel="Saving…">
        {submitLabel}
      </SubmitButton>
    </form>
  );
}

function plansFor(factor: SecondFactorField | null, min: number): Record<string, FieldPlan> {
  return {
    // The page before it may have taken the code from an email.
    ...(factor === "otp" && { otp: { ...codePlan, label: "Code from your authenticator app" } }),
    ...(factor === "recovery_code" && { recovery_code: recoveryCodePlan }),
    new_password: { ...newPasswordPlan(min), label: "New password" },
  };
}
