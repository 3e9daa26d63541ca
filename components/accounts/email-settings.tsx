import { Badge } from "@/components/ui/badge";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { isReleasedAddress } from "@/lib/domain/accounts/released-address";
import { EMAIL_UNDO_DAYS } from "@/lib/domain/accounts/security-notice";
import type { MailWay } from "@/lib/domain/mail/mail-way";
import { routes } from "@/lib/routes";
import { NoMailAlert } from "./no-mail-alert";
import { RequestLinkForm } from "./request-link-form";
import { shownEmail } from "./shown-email";

type EmailSettingsProps = {
  email: string;
  isVerified: boolean;
  /** The address that waits for verification. */
  pendingEmail: string | null;
  mailWay: MailWay;
  requestAction: FormStateAction;
  codeAction: FormStateAction;
};

export function EmailSettings({
  email,
  isVerified,
  pendingEmail,
  mailWay,
  requestAction,
  codeAction,
}: EmailSettingsProps) {
  const hasAddress = !isReleasedAddress(email);
  const canVerify = !isVerified && mailWay.canMail && hasAddress;
  return (
    <>
      {!mailWay.canMail && <NoMailAlert supportContact={mailWay.supportContact} />}
      <Panel id="address" title="Your address">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="wrap-anywhere">{shownEmail(email)}</span>
          {hasAddress && <Badge tone={isVerified ? "ok" : "neutral"}>{isVerified ? "Verified" : "Not verified"}</Badge>}
        </p>
        <div className="flex max-w-form flex-col gap-4">
          <RequestLinkForm
            requestAction={requestAction}
            codeAction={codeAction}
            path={routes.changeEmailAgain()}
            {...(pendingEmail !== null && { pendingEmail })}
            pendingForm="own-email"
            emailLabel="New address"
            requestLabel="Change address"
            codeLabel="Verify address"
            codeHint="8 digits, valid for 10 minutes. The link in the same email is valid for 24 hours."
            {...(canVerify && { own: { email, label: "Send verification link" } })}
            canMail={mailWay.canMail}
            hint={hintFor({ canMail: mailWay.canMail, hasAddress })}
          />
        </div>
      </Panel>
    </>
  );
}

function hintFor({ canMail, hasAddress }: { canMail: boolean; hasAddress: boolean }): string {
  const change = canMail
    ? "We email a link and a code to the new address. Your address changes when you use either of them."
    : "Ask an administrator for the link or the code to the new address. Your address changes when you use either of them.";
  if (!hasAddress) return change;
  return canMail
    ? `${change} We also notify your current address. You can undo the change from there for ${EMAIL_UNDO_DAYS} days.`
    : `${change} For ${EMAIL_UNDO_DAYS} days, you can ask for a link that undoes the change.`;
}
