"use client";

import { useActionState } from "react";
import { SettingsPage } from "@/components/layout/settings-page";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import { TimeAgo } from "@/components/ui/time-ago";
import { idleActionState } from "@/lib/action-state";
import { routes } from "@/lib/routes";
import type { TwoFactor } from "@/lib/schemas/two-factor";
import { ConfirmRecoveryCodesForm } from "./confirm-recovery-codes-form";
import { NewRecoveryCodes } from "./new-recovery-codes";
import type { RecoveryCodeOwner } from "./recovery-code-list";

type RecoveryCodesPageProps = {
  codes: TwoFactor["recovery_codes"];
  owner: RecoveryCodeOwner;
  now: string;
  renewAction: FormStateAction;
  confirmAction: FormStateAction;
};

/** How many recovery codes are left, and ten new ones for whoever asks. */
export function RecoveryCodesPage({ codes, owner, now, renewAction, confirmAction }: RecoveryCodesPageProps) {
  const [state, renew] = useActionState(renewAction, idleActionState);
  const back = { href: routes.security(), label: "Two-factor and security" };
  if (state.status === "done" && state.secrets !== undefined) {
    return (
      <SettingsPage title="Save your recovery codes" back={back}>
        <NewRecoveryCodes message={state.message} codes={state.secrets} owner={owner} confirmAction={confirmAction} />
      </SettingsPage>
    );
  }
  return (
    <SettingsPage
      title="Recovery codes"
      lead="The way in when your authenticator is not at hand. Each code is good once."
      back={back}
    >
      {!codes.saved && (
        <Panel id="type-back" title="Do you have them?">
          <p className="max-w-prose text-muted">
            Nobody has confirmed yet that your codes are saved. Type one of them here, or make new ones below.
          </p>
          <ConfirmRecoveryCodesForm action={confirmAction} />
        </Panel>
      )}
      <Panel id="renew" title="Make new codes">
        <p className="max-w-prose">
          {codes.left} of {codes.total} codes are left
          {codes.created_at !== null && (
            <>
              , made <TimeAgo at={codes.created_at} now={now} />
            </>
          )}
          . Ten new ones take their place: all older codes, used or not, stop working at once.
        </p>
        <form action={renew} className="flex flex-col gap-4">
          <FormOutcome state={state} />
          <div>
            <SubmitButton appearance={codes.saved ? "primary" : "secondary"} pendingLabel="Making codes…">
              Make ten new codes
            </SubmitButton>
          </div>
        </form>
      </Panel>
    </SettingsPage>
  );
}
