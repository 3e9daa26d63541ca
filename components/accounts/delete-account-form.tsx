"use client";

import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useServerAction } from "@/components/ui/use-server-action";
import { routes } from "@/lib/routes";

type DeleteAccountFormProps = {
  action: FormStateAction;
  /** The address, or "your account". */
  account: string;
};

export function DeleteAccountForm({ action, account }: DeleteAccountFormProps) {
  const [state, dispatch] = useServerAction(action);
  return (
    <div className="flex flex-col gap-4">
      <FormOutcome state={state} />
      <div className="flex flex-wrap gap-2">
        <ConfirmButton
          label="Delete account…"
          appearance="danger"
          title={`Delete ${account}?`}
          effect="You are logged out everywhere at once. For 30 days, an administrator can restore the account."
        >
          <form action={dispatch}>
            <SubmitButton appearance="danger" pendingLabel="Deleting…">
              Delete my account
            </SubmitButton>
          </form>
        </ConfirmButton>
        <ButtonLink href={routes.exportAccount()}>Download my data first</ButtonLink>
        <ButtonLink href={routes.accountData()} appearance="quiet">
          Cancel
        </ButtonLink>
      </div>
    </div>
  );
}
