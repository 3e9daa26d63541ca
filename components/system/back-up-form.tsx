"use client";

import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useServerAction } from "@/components/ui/use-server-action";

/** Starts a backup on the server, which goes on in the background. */
export function BackUpForm({ backUpAction }: { backUpAction: FormStateAction }) {
  const [state, start] = useServerAction(backUpAction);
  return (
    <div className="flex flex-col gap-3">
      <FormOutcome state={state} />
      <form action={start}>
        <SubmitButton appearance="secondary" pendingLabel="Starting…">
          Back up now
        </SubmitButton>
      </form>
    </div>
  );
}
