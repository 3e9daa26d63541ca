"use client";

import type { ChangeEvent } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { CodeField } from "@/components/ui/code-field";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FormState, FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useActionForm } from "@/components/ui/use-action-form";
import { normalizeOneTimeCode } from "@/lib/domain/two-factor/one-time-code";
import { CHALLENGE_ATTEMPTS_MAX, TRUST_DAYS } from "@/lib/domain/two-factor/two-factor-limits";
import { codePlan, recoveryCodePlan, type SecondFactorField } from "./field-plans";
import { RecoveryCodeField } from "./recovery-code-field";
import { ServerClock } from "./server-clock";

type VerifyLogInFormProps = {
  action: FormStateAction;
  next: string | null;
  answer: SecondFactorField;
  /** When the page was rendered; a refused code has a newer count. */
  attemptsLeft: number;
  /** The server's time when the page was rendered. */
  now: string;
};

const plansFor = { otp: { otp: codePlan }, recovery_code: { recovery_code: recoveryCodePlan } };
// After 2 wrong codes, a typing mistake is unlikely.
const WRONG_BEFORE_ADVICE = 2;

export function VerifyLogInForm({ action, next, answer, attemptsLeft, now }: VerifyLogInFormProps) {
  const { field, state, pending, problems, attributes } = useActionForm<string>(action, plansFor[answer]);
  const left = (state.status === "refused" ? state.attemptsLeft : undefined) ?? attemptsLeft;
  const wasWrong = answer === "otp" && CHALLENGE_ATTEMPTS_MAX - left >= WRONG_BEFORE_ADVICE && !wasReused(state);
  const isClockOff = state.status === "refused" && state.clockOffSeconds !== undefined;
  const answerField = field(answer);

  function submitWhenComplete(event: ChangeEvent<HTMLInputElement>): void {
    void answerField.onChange(event);
    if (normalizeOneTimeCode(event.target.value) !== null) event.target.form?.requestSubmit();
  }

  return (
    <form {...attributes} className="flex flex-col gap-4">
      <FormErrorSummary problems={problems} />
      {wasWrong && (isClockOff ? <ClockAdvice now={now} /> : <AccountAdvice />)}
      {next !== null && <input type="hidden" name="next" value={next} />}
      {answer === "otp" ? (
        <CodeField
          autoFocus
          {...answerField}
          onChange={submitWhenComplete}
          hint={<span className="sr-only noscript:hidden">Submits automatically.</span>}
        />
      ) : (
        <RecoveryCodeField autoFocus {...answerField} />
      )}
      <Checkbox
        name="trust_browser"
        value="on"
        label={`Trust this browser for ${TRUST_DAYS} days`}
        hint="You then need no code here. Only on a device of your own."
        defaultChecked={state.values?.["trust_browser"] === "on"}
      />
      <SubmitButton pending={pending} pendingLabel="Checking…">
        Log in
      </SubmitButton>
    </form>
  );
}

function ClockAdvice({ now }: { now: string }) {
  return (
    <p className="rounded-md bg-warn-soft px-4 py-3 text-14">
      The minutes and seconds of the device with your authenticator app must match this server’s time,{" "}
      <ServerClock now={now} />.
    </p>
  );
}

function AccountAdvice() {
  return <p className="rounded-md bg-warn-soft px-4 py-3 text-14">Check that the code is for this account.</p>;
}

function wasReused(state: FormState): boolean {
  return state.status === "refused" && state.code === "otp_reused";
}
