"use client";

import { useActionState } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormState, FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { idleActionState } from "@/lib/action-state";

/** For the owner of a mailbox whose address a stranger used for an account with two-factor authentication. */
export function ReleaseAddressForm({ action }: { action: FormStateAction }) {
  const [state, dispatch] = useActionState<FormState, FormData>(action, idleActionState);
  return (
    <div className="mt-4 border-t border-border pt-2">
      <Disclosure summary="This account isn’t mine" startsOpen={state.status !== "idle"}>
        <p className="text-muted">
          If someone else used your email address, we can remove it from this account. The account is then disabled, and
          you can use the address yourself. First, we email you another link.
        </p>
        <FormOutcome state={state} />
        {state.status !== "done" && (
          <form action={dispatch}>
            <SubmitButton appearance="secondary" pendingLabel="Sending…">
              Send the link
            </SubmitButton>
          </form>
        )}
      </Disclosure>
    </div>
  );
}
