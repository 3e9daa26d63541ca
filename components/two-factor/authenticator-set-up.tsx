"use client";

import { SettingsPage } from "@/components/layout/settings-page";
import { ButtonLink } from "@/components/ui/button-link";
import { CodeField } from "@/components/ui/code-field";
import { CopyButton } from "@/components/ui/copy-button";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FieldPlans } from "@/components/ui/form-problems";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { PendingFormField } from "@/components/ui/pending-form";
import { QrImage } from "@/components/ui/qr-image";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { useActionForm } from "@/components/ui/use-action-form";
import { useServerAction } from "@/components/ui/use-server-action";
import { groupSecret } from "@/lib/domain/two-factor/one-time-code";
import type { PendingAuthenticator } from "@/lib/schemas/two-factor";
import { codePlan } from "./field-plans";
import { NewRecoveryCodes } from "./new-recovery-codes";
import type { RecoveryCodeOwner } from "./recovery-code-list";

type AuthenticatorSetUpProps = {
  pending: PendingAuthenticator;
  /** The first one turns two-factor authentication on. */
  isFirst: boolean;
  /** The server requires it, and every other page redirects here. */
  mustSetUp: boolean;
  owner: RecoveryCodeOwner;
  confirmAction: FormStateAction;
  restartAction: FormStateAction;
  confirmCodesAction: FormStateAction;
};

const plans: FieldPlans = { name: { label: "Name" }, otp: { ...codePlan, label: "Code from the app" } };

/** Adds an authenticator app. The first one is followed by the recovery codes. */
export function AuthenticatorSetUp({
  pending: shown,
  isFirst,
  mustSetUp,
  owner,
  confirmAction,
  restartAction,
  confirmCodesAction,
}: AuthenticatorSetUpProps) {
  const { field, state, pending, problems, attributes } = useActionForm<string>(confirmAction, plans, {
    initial: { name: isFirst ? "Phone" : "" },
    pendingForm: "confirm-authenticator",
  });
  if (state.status === "done" && state.secrets !== undefined) {
    return (
      <SettingsPage title="Save your recovery codes" section={null}>
        <NewRecoveryCodes
          message={state.message}
          codes={state.secrets}
          owner={owner}
          confirmAction={confirmCodesAction}
        />
      </SettingsPage>
    );
  }
  return (
    <SettingsPage
      title={isFirst ? "Set up two-factor authentication" : "Add an authenticator app"}
      lead={leadFor({ isFirst, mustSetUp })}
      section={mustSetUp ? null : "security"}
      isBelow
    >
      <Panel id="scan" title="1. Scan this code with your authenticator app">
        <Secret pending={shown} restartAction={restartAction} />
      </Panel>
      <Panel id="confirm" title="2. Enter the code that the app shows">
        <form {...attributes} className="flex max-w-form flex-col gap-4">
          <PendingFormField form="confirm-authenticator" />
          <FormErrorSummary problems={problems} />
          <CodeField {...field("otp")} />
          <TextField
            type="text"
            autoComplete="off"
            maxLength={50}
            hint="To recognise it later, such as “Work phone”."
            {...field("name")}
          />
          <div>
            <SubmitButton pending={pending} pendingLabel="Checking…">
              {isFirst ? "Turn on two-factor authentication" : "Add authenticator app"}
            </SubmitButton>
          </div>
        </form>
      </Panel>
    </SettingsPage>
  );
}

function leadFor({ isFirst, mustSetUp }: { isFirst: boolean; mustSetUp: boolean }): string {
  if (mustSetUp)
    return "This server requires two-factor authentication. Set it up with an authenticator app to continue.";
  if (isFirst)
    return "When it is on, you log in with your password and a code from an app. Turning it on ends your other sessions.";
  return "You can then log in with a code from any of your authenticator apps.";
}

function Secret({
  pending: { secret, key_uri: keyUri },
  restartAction,
}: {
  pending: PendingAuthenticator;
  restartAction: FormStateAction;
}) {
  const [, restart] = useServerAction(restartAction);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] justify-items-start gap-x-6 gap-y-4 sm:grid-cols-[auto_minmax(0,1fr)]">
      <QrImage
        text={keyUri}
        what="secret for your authenticator app"
        className="size-48 border border-border max-sm:justify-self-center"
      />
      <div className="flex min-w-0 flex-col gap-4">
        <p className="text-muted">Use any authenticator app, such as 1Password, Google Authenticator or Aegis.</p>
        <ButtonLink href={keyUri} className="self-start">
          Open in an app on this device
        </ButtonLink>
        <div className="flex flex-col gap-1">
          <h3 id="secret-label" className="text-14 font-medium">
            Or enter this secret in the app
          </h3>
          <p translate="no" aria-labelledby="secret-label" className="font-mono text-14 select-all">
            {groupSecret(secret)}
          </p>
          <div className="-ml-4 flex flex-wrap">
            <span className="noscript:hidden">
              <CopyButton text={secret} what="secret" />
            </span>
            <form action={restart} className="noscript:ml-4">
              <SubmitButton appearance="quiet" pendingLabel="Creating…">
                Create a new secret
              </SubmitButton>
            </form>
          </div>
        </div>
      </div>
    </div>
  );
}
