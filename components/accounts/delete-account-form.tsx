"use client";

import { ButtonLink } from "@/components/ui/button-link";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useServerAction } from "@/components/ui/use-server-action";
import { routes } from "@/lib/routes";

export function DeleteAccountForm({ action }: { action: FormStateAction }) {
  const [state, dispatch] = useServerAction(action);
  return (
    <form action={dispatch} className="flex flex-col gap-4">
      <FormOutcome state={state} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton appearance="danger" pendingLabel="Deleting…">
          Delete my account
        </SubmitButton>
        <ButtonLink href={routes.exportAccount()}>Download my data first</ButtonLink>
      </div>
    </form>
  );
}
