"use client";

import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useServerAction } from "@/components/ui/use-server-action";

type TestMailFormProps = { email: string; testMailAction: FormStateAction };

/** Sends a test email to the logged-in administrator and shows the result. */
export function TestMailForm({ email, testMailAction }: TestMailFormProps) {
  const [state, send] = useServerAction(testMailAction);
  return (
    <div className="flex flex-col gap-3">
      <FormOutcome state={state} />
      <form action={send} className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton appearance="secondary" pendingLabel="Sending…">
          Send test email
        </SubmitButton>
        <span className="min-w-0 text-14 wrap-anywhere text-muted">to {email}</span>
      </form>
    </div>
  );
}
