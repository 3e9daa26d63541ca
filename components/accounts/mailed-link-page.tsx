"use client";

import { type ReactNode } from "react";
import { AuthPage } from "@/components/layout/auth-page";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useServerAction } from "@/components/ui/use-server-action";

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
  /** What to do about a link that is no longer valid. */
  alternatives: ReactNode;
};

/** The page of a link from an email. It acts only on a button, because mail scanners open links too. */
export function MailedLinkPage({ title, ...props }: MailedLinkPageProps) {
  return (
    <AuthPage title={title}>
      <MailedLinkForm {...props} />
    </AuthPage>
  );
}

function MailedLinkForm({
  action,
  question,
  submitLabel,
  pendingLabel,
  appearance,
  nextSteps,
  validFor,
  alternatives,
}: Omit<MailedLinkPageProps, "title">) {
  const [state, dispatch] = useServerAction(action);
  // Checked first: the page that comes with the result no longer has a question.
  if (state.status === "done") {
    return (
      <div className="flex flex-col gap-4">
        <FormOutcome state={state} />
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">{nextSteps}</div>
      </div>
    );
  }
  if (question === null) {
    return (
      <div className="flex flex-col gap-4">
        <div className="flex flex-col gap-2">
          <p className="font-medium">This link is no longer valid.</p>
          <p className="text-muted">
            It works once and is valid for {validFor}. If you opened it more than 10 minutes ago, open it again from the
            email.
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">{alternatives}</div>
      </div>
    );
  }
  return (
    <form action={dispatch} className="flex flex-col gap-4">
      <FormOutcome state={state} />
      <div className="flex flex-col gap-2">{question}</div>
      <SubmitButton pendingLabel={pendingLabel} {...(appearance !== undefined && { appearance })}>
        {submitLabel}
      </SubmitButton>
    </form>
  );
}
