"use client";

import { SettingsPage } from "@/components/layout/settings-page";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { TimeAgo } from "@/components/ui/time-ago";
import { useServerAction } from "@/components/ui/use-server-action";
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

export function RecoveryCodesPage({ codes, owner, now, renewAction, confirmAction }: RecoveryCodesPageProps) {
  const [state, renew] = useServerAction(renewAction);
  const title = codes.total === 0 ? "Create recovery codes" : "Replace recovery codes";
  const canConfirm = !codes.saved && codes.left > 0;
  if (state.status === "done" && state.secrets !== undefined) {
    return (
      <SettingsPage title="Save your recovery codes" section="security" isBelow>
        <NewRecoveryCodes message={state.message} codes={state.secrets} owner={owner} confirmAction={confirmAction} />
      </SettingsPage>
    );
  }
  return (
    <SettingsPage
      title={canConfirm ? "Recovery codes" : title}
      lead="Use a recovery code to log in when you don’t have your authenticator app. Each code works once."
      section="security"
      isBelow
    >
      {canConfirm && (
        <Panel id="type-back" title="Confirm that you saved your codes">
          <p className="max-w-prose text-muted">Enter one of your codes. If you don’t have them, replace them below.</p>
          <ConfirmRecoveryCodesForm action={confirmAction} />
        </Panel>
      )}
      <Panel id="renew" {...(canConfirm && { title })}>
        <p className="max-w-prose">
          {codes.total === 0 ? (
            "You have no recovery codes."
          ) : (
            <>
              You have {codes.left} of {codes.total} codes left
              {codes.created_at !== null && (
                <>
                  , created <TimeAgo at={codes.created_at} now={now} />
                </>
              )}
              . New codes replace them: your old codes, used or not, stop working immediately.
            </>
          )}
        </p>
        <form action={renew} className="flex flex-col gap-4">
          <FormOutcome state={state} />
          <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
            <SubmitButton appearance={canConfirm ? "secondary" : "primary"} pendingLabel="Creating…">
              {codes.total === 0 ? "Create codes" : "Replace codes"}
            </SubmitButton>
            <TextLink href={routes.security()}>Cancel</TextLink>
          </div>
        </form>
      </Panel>
    </SettingsPage>
  );
}
