"use client";

import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { RefreshOften } from "@/components/ui/refresh-often";
import { SubmitButton } from "@/components/ui/submit-button";
import { useServerAction } from "@/components/ui/use-server-action";

/** Starts a backup on the server, which goes on in the background. */
export function BackUpForm({ backUpAction }: { backUpAction: FormStateAction }) {
  const [state, start] = useServerAction(backUpAction);
  return (
    <div className="flex flex-col gap-3">
      <FormOutcome state={state} />
      {/* Until the page shows the run, which replaces this form, or the result of a quick one. */}
      {state.status === "done" && <RefreshOften times={3} />}
      <form action={start}>
        <SubmitButton appearance="secondary" pendingLabel="Starting…">
          Back up now
        </SubmitButton>
      </form>
    </div>
  );
}
