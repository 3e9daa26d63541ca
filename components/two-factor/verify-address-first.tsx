import { RequestLinkForm } from "@/components/accounts/request-link-form";
import { SettingsForm } from "@/components/layout/settings-form";
import { SettingsPage } from "@/components/layout/settings-page";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { routes } from "@/lib/routes";

type VerifyAddressFirstProps = {
  email: string;
  /** The server requires two-factor authentication, and every other page redirects here. */
  mustSetUp: boolean;
  requestAction: FormStateAction;
  codeAction: FormStateAction;
};

/** The step before the set-up of two-factor authentication, on a server that sends mail. */
export function VerifyAddressFirst({ email, mustSetUp, requestAction, codeAction }: VerifyAddressFirstProps) {
  return (
    <SettingsPage
      title="Set up two-factor authentication"
      lead={
        mustSetUp
          ? "This server requires two-factor authentication. Verify your email address first, then add an authenticator app."
          : "Verify your email address first, then add an authenticator app."
      }
      section={mustSetUp ? null : "security"}
      isBelow
    >
      <Panel id="verify" title="Verify your email address">
        <p className="max-w-prose text-muted">
          We email a link and a code to <span className="wrap-anywhere text-text">{email}</span>. A verified address
          shows that the account is yours.
        </p>
        <SettingsForm>
          <RequestLinkForm
            requestAction={requestAction}
            codeAction={codeAction}
            path={routes.addAuthenticator()}
            pendingForm="verify-own-email"
            own={{ email, label: "Send verification link" }}
            codeLabel="Verify and continue"
            codeHint="8 digits, valid for 10 minutes. If you open the link instead, come back here afterwards."
          />
        </SettingsForm>
      </Panel>
    </SettingsPage>
  );
}
