import { PendingEmail } from "@/components/accounts/pending-email";
import { RequestLinkForm } from "@/components/accounts/request-link-form";
import { SettingsForm } from "@/components/layout/settings-form";
import { SettingsPage } from "@/components/layout/settings-page";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";

type VerifyAddressFirstProps = {
  email: string;
  /** The server requires two-factor authentication, and every other page redirects here. */
  mustSetUp: boolean;
  /** How long ago the code was requested; null before that. */
  secondsSinceRequest: number | null;
  requestAction: FormStateAction;
  resendAction: FormStateAction;
  codeAction: FormStateAction;
};

/** The step before the set-up of two-factor authentication, on a server that sends mail. */
export function VerifyAddressFirst({
  email,
  mustSetUp,
  secondsSinceRequest,
  requestAction,
  resendAction,
  codeAction,
}: VerifyAddressFirstProps) {
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
        {secondsSinceRequest === null ? (
          <>
            <p className="max-w-prose text-muted">
              We email a link and a code to <span className="wrap-anywhere text-text">{email}</span>. A verified address
              shows that the account is yours.
            </p>
            <SettingsForm>
              <RequestLinkForm
                action={requestAction}
                pendingForm="verify-own-email"
                own={{ email, label: "Send verification link" }}
              />
            </SettingsForm>
          </>
        ) : (
          <>
            <p className="max-w-prose text-muted">
              We sent a link and a code to <span className="wrap-anywhere text-text">{email}</span>. Enter the code, or
              open the link and come back here. If nothing comes within a few minutes, check the spam folder.
            </p>
            <PendingEmail
              email={email}
              // Only a server that sends mail asks for this step.
              canMail
              secondsSinceRequest={secondsSinceRequest}
              submitLabel="Verify and continue"
              codeAction={codeAction}
              resendAction={resendAction}
            />
          </>
        )}
      </Panel>
    </SettingsPage>
  );
}
