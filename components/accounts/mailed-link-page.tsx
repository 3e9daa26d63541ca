"use client";

import type { ReactNode } from "react";
import { AuthPage } from "@/components/layout/auth-page";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useServerAction } from "@/components/ui/use-server-action";
import type { MailWay } from "@/lib/domain/mail/mail-way";
import { RefusedLink, UsedOrReplaced } from "./refused-link";

type MailedLinkPageProps = {
  title: string;
  action: FormStateAction;
  /** What the button will do; null when the link is no longer valid. */
  question: ReactNode | null;
  submitLabel: string;
  pendingLabel: string;
  appearance?: "primary" | "danger";
  /** Where to go afterwards. */
  nextSteps: ReactNode;
  /** How long the link is valid, as in "7 days". */
  validFor: string;
  mailWay: MailWay;
  /** What to do about a link that is no longer valid. */
  alternatives: ReactNode;
};

/** The page of a link from an email. It acts only on a button, because mail scanners open links too. */
export function MailedLinkPage({
  title,
  action,
  question,
  submitLabel,
  pendingLabel,
  appearance,
  nextSteps,
  validFor,
  mailWay,
  alternatives,
}: MailedLinkPageProps) {
  const [state, dispatch] = useServerAction(action);
  // Checked first: the page that comes with the result no longer has a question.
  if (state.status === "done") {
    return (
      <AuthPage title={title}>
        <div className="flex flex-col gap-4">
          <FormOutcome state={state} />
          <div className="flex flex-wrap items-center gap-x-6 gap-y-2">{nextSteps}</div>
        </div>
      </AuthPage>
    );
  }
  if (question === null) {
    return (
      <RefusedLink actions={alternatives}>
        <UsedOrReplaced validFor={validFor} mailWay={mailWay} />
      </RefusedLink>
    );
  }
  return (
    <AuthPage title={title}>
      <form action={dispatch} className="flex flex-col gap-4">
        <FormOutcome state={state} />
        <div className="flex flex-col gap-2">{question}</div>
        <SubmitButton pendingLabel={pendingLabel} {...(appearance !== undefined && { appearance })}>
          {submitLabel}
        </SubmitButton>
      </form>
    </AuthPage>
  );
}
