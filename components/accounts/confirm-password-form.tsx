"use client";

import { AuthPage } from "@/components/layout/auth-page";
import { codePlan, recoveryCodePlan, type SecondFactorField } from "@/components/two-factor/field-plans";
import { RecoveryCodeField } from "@/components/two-factor/recovery-code-field";
import { CodeField } from "@/components/ui/code-field";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FieldPlans } from "@/components/ui/form-problems";
import type { FormStateAction } from "@/components/ui/form-state";
import { PasswordField } from "@/components/ui/password-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { useActionForm } from "@/components/ui/use-action-form";
import { routes } from "@/lib/routes";
import { ConfirmedSecrets } from "./confirmed-secrets";
import { currentPasswordPlan } from "./field-plans";
import { HiddenUsername } from "./hidden-username";

type ConfirmPasswordFormProps = {
  action: FormStateAction;
  username: string;
  /** The name of this server for its users. */
  service: string;
  origin: string;
  /** ISO 8601. */
  now: string;
  title: string;
  /** Completes "To …, enter your password again." */
  purpose: string;
  next: string | null;
  /** The id of the form that waits. */
  pending: string | null;
  /** Null without two-factor authentication. */
  answer: SecondFactorField | null;
  cancelPath: string;
};

const passwordOnly: FieldPlans = { password: currentPasswordPlan };
const plansFor: Record<SecondFactorField, FieldPlans> = {
  otp: { password: currentPasswordPlan, otp: codePlan },
  recovery_code: { password: currentPasswordPlan, recovery_code: recoveryCodePlan },
};
const proofs: Record<SecondFactorField, string> = {
  otp: "your password and a code",
  recovery_code: "your password and a recovery code",
};

export function ConfirmPasswordForm(props: ConfirmPasswordFormProps) {
  const {
    action,
    username,
    service,
    origin,
    now,
    title,
    purpose,
    next,
    pending: pendingForm,
    answer,
    cancelPath,
  } = props;
  const { field, state, pending, problems, attributes } = useActionForm<string>(
    action,
    answer === null ? passwordOnly : plansFor[answer],
  );
  if (state.status === "done" && state.secrets !== undefined) {
    return (
      <AuthPage title="Done">
        <ConfirmedSecrets
          message={state.message ?? ""}
          secrets={state.secrets}
          owner={{ account: username, service, origin, createdAt: now }}
          returnPath={next ?? routes.account()}
        />
      </AuthPage>
    );
  }
  const page = { next: next ?? undefined, pending: pendingForm ?? undefined };
  return (
    <AuthPage
      title={title}
      lead={`To ${purpose}, enter ${answer === null ? "your password" : proofs[answer]} again. We won’t ask again for 10 minutes.`}
      footer={
        <div className="flex grow flex-wrap items-center justify-between gap-x-4">
          {answer === "otp" && (
            <TextLink href={routes.confirmPassword({ ...page, method: "recovery_code" })}>
              Use a recovery code instead
            </TextLink>
          )}
          {answer === "recovery_code" && (
            <TextLink href={routes.confirmPassword(page)}>Use your authenticator app instead</TextLink>
          )}
          <TextLink href={cancelPath}>Cancel</TextLink>
        </div>
      }
    >
      <form {...attributes} className="flex flex-col gap-4">
        <FormErrorSummary problems={problems} />
        <HiddenUsername value={username} />
        {next !== null && <input type="hidden" name="next" value={next} />}
        {pendingForm !== null && <input type="hidden" name="pending" value={pendingForm} />}
        <PasswordField autoComplete="current-password" required autoFocus {...field("password")} />
        {answer === "otp" && <CodeField {...field("otp")} hint="6 digits from your authenticator app." />}
        {answer === "recovery_code" && <RecoveryCodeField {...field("recovery_code")} />}
        <SubmitButton pending={pending} pendingLabel="Checking…">
          Confirm
        </SubmitButton>
      </form>
    </AuthPage>
  );
}
