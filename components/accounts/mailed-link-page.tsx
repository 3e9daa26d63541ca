"use client";

import { type ReactNode, useActionState } from "react";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormState, FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { idleActionState } from "@/lib/action-state";

type MailedLinkFormProps = {
  action: FormStateAction;
  /** What the button will do; null when the link is no good any more. */
  question: ReactNode | null;
  submitLabel: string;
  pendingLabel: string;
  appearance?: "primary" | "danger";
  /** Where to go once it is done. */
  afterwards: ReactNode;
  /** What to do about a link that is no good. */
  usedUp: ReactNode;
};

/** What a link in a mail leads to: one button, because opening a link must not do anything by itself. */
export function MailedLinkForm({
  action,
  question,
  submitLabel,
  pendingLabel,
  appearance,
  afterwards,
  usedUp,
}: MailedLinkFormProps) {
  const [state, dispatch] = useActionState<FormState, FormData>(action, idleActionState);
  // The answer comes with a page on which the link is used up already.
  if (state.status === "done") {
    return (
      <div className="flex flex-col gap-4">
        <FormOutcome state={state} />
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">{afterwards}</div>
      </div>
    );
  }
  if (question === null) return <div className="flex flex-col gap-2">{usedUp}</div>;
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
