"use client";

import { Disclosure } from "@/components/ui/disclosure";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useServerAction } from "@/components/ui/use-server-action";

/** For the owner of a mailbox whose address a stranger used for an account with two-factor authentication. */
export function ReleaseAddressForm({ action, canMail }: { action: FormStateAction; canMail: boolean }) {
  const [state, dispatch] = useServerAction(action);
  return (
    <div className="mt-4 border-t border-border pt-2">
      <Disclosure summary="This account isn’t mine" startsOpen={state.status !== "idle"}>
        <p className="text-muted">
          If someone else used your email address, you can remove it from this account. That also disables the account,
          unless it is the only administrator’s.{" "}
          {canMail ? "First, we email you another link." : "First, you need another link from an administrator."}
        </p>
        <FormOutcome state={state} />
        {state.status !== "done" && (
          <form action={dispatch}>
            <SubmitButton appearance="secondary" pendingLabel="Sending…">
              {canMail ? "Send the link" : "Request the link"}
            </SubmitButton>
          </form>
        )}
      </Disclosure>
    </div>
  );
}
