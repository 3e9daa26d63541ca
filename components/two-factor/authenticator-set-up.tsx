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
  /** What the app is called unless the user says otherwise. */
  name: string;
  confirmAction: FormStateAction;
  confirmCodesAction: FormStateAction;
};

const plans: FieldPlans = { name: { label: "Name" }, otp: { ...codePlan, label: "Code from the app" } };

/** Adds an authenticator app. The first one is followed by the recovery codes. */
export function AuthenticatorSetUp({
  pending: shown,
  isFirst,
  mustSetUp,
  owner,
  name,
  confirmAction,
  confirmCodesAction,
}: AuthenticatorSetUpProps) {
  const { field, state, pending, problems, attributes } = useActionForm<string>(confirmAction, plans, {
    initial: { name },
    pendingForm: "confirm-authenticator",
  });
  if (state.status === "done" && state.secrets !== undefined) {
    return (
      <SettingsPage title="Save your recovery codes" section={mustSetUp ? null : "security"} isBelow>
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
      <Panel id="scan" title="1. Add this account to your authenticator app">
        <Secret pending={shown} />
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

/** On a phone the app is usually on the same device, which can't scan its own screen. */
function Secret({ pending: { secret, key_uri: keyUri } }: { pending: PendingAuthenticator }) {
  return (
    <div className="flex flex-col gap-x-6 gap-y-4 sm:flex-row-reverse sm:justify-end">
      <div className="flex min-w-0 flex-col gap-4">
        <p className="text-muted">
          <span className="max-sm:hidden">Scan the code with any authenticator app</span>
          <span className="sm:hidden">Use any authenticator app</span>, such as 1Password, Google Authenticator or
          Aegis.
        </p>
        <ButtonLink href={keyUri} className="self-start sm:order-last">
          Open in an app on this device
        </ButtonLink>
        <div className="flex flex-col gap-1">
          <h3 id="secret-label" className="text-14 font-medium">
            Or enter this secret in the app
          </h3>
          <div className="flex items-center gap-2">
            {/* Two lines of four groups. */}
            <p
              translate="no"
              aria-labelledby="secret-label"
              className="max-w-[20ch] min-w-0 font-mono text-14 select-all"
            >
              {groupSecret(secret)}
            </p>
            <span className="noscript:hidden">
              <CopyButton text={secret} what="secret" />
            </span>
          </div>
        </div>
      </div>
      <div className="flex shrink-0 flex-col gap-2">
        <p className="text-14 font-medium sm:hidden">Or scan this code with another device</p>
        <QrImage text={keyUri} what="secret for your authenticator app" className="size-48 border border-border" />
      </div>
    </div>
  );
}
