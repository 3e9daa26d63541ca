"use client";

import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FieldPlans } from "@/components/ui/form-problems";
import type { FormStateAction } from "@/components/ui/form-state";
import { PasswordField } from "@/components/ui/password-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { useActionForm } from "@/components/ui/use-action-form";
import { routes } from "@/lib/routes";
import { currentPasswordPlan } from "./field-plans";

type LogInFormProps = {
  action: FormStateAction;
  next: string | null;
  /** The address of an account whose password was just set. */
  address: string | null;
};

const plans = {
  identifier: {
    label: "Email address or username",
    findProblem: (text) => (text.trim() === "" ? "Enter your email address or username." : null),
  },
  password: currentPasswordPlan,
} satisfies FieldPlans;

const resetLink = { words: "reset your password", href: routes.forgotPassword() };

export function LogInForm({ action, next, address }: LogInFormProps) {
  const { field, pending, problems, attributes } = useActionForm(action, plans, {
    ...(address !== null && { initial: { identifier: address } }),
  });
  return (
    <form {...attributes} className="flex flex-col gap-4">
      <FormErrorSummary problems={problems} link={resetLink} />
      {next !== null && <input type="hidden" name="next" value={next} />}
      <TextField
        type="text"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        required
        {...field("identifier")}
      />
      <div className="flex flex-col">
        <PasswordField autoComplete="current-password" required {...field("password")} />
        <TextLink href={routes.forgotPassword()} className="self-start text-14">
          Forgot your password?
        </TextLink>
      </div>
      <SubmitButton pending={pending} pendingLabel="Logging in…">
        Log in
      </SubmitButton>
    </form>
  );
}
