import type { ReactNode } from "react";
import { SettingsForm } from "@/components/layout/settings-form";
import { Badge } from "@/components/ui/badge";
import type { FormStateAction } from "@/components/ui/form-state";
import { AskAdministrator } from "@/components/ui/support-contact";
import { isReleasedAddress } from "@/lib/domain/accounts/released-address";
import { EMAIL_UNDO_DAYS } from "@/lib/domain/accounts/security-notice";
import type { MailWay } from "@/lib/domain/mail/mail-way";
import { RequestLinkForm } from "./request-link-form";

type EmailSettingsProps = {
  email: string;
  isVerified: boolean;
  mailWay: MailWay;
  requestAction: FormStateAction;
};

export function EmailSettings({ email, isVerified, mailWay, requestAction }: EmailSettingsProps) {
  const hasAddress = !isReleasedAddress(email);
  const canVerify = !isVerified && mailWay.canMail && hasAddress;
  return (
    <div className="flex flex-col gap-4 rounded-lg border border-border bg-panel p-4 shadow-panel sm:p-6">
      {hasAddress && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-medium wrap-anywhere">{email}</span>
          {isVerified && <Badge tone="ok">Verified</Badge>}
          {canVerify && <Badge tone="neutral">Not verified</Badge>}
        </p>
      )}
      <SettingsForm>
        <RequestLinkForm
          action={requestAction}
          pendingForm="own-email"
          emailLabel="New address"
          label={mailWay.canMail ? "Send link and code" : "Request code"}
          {...(canVerify && { own: { email, label: "Send verification link" } })}
          hint={hintFor({ mailWay, hasAddress })}
        />
      </SettingsForm>
    </div>
  );
}

function hintFor({ mailWay, hasAddress }: { mailWay: MailWay; hasAddress: boolean }): ReactNode {
  if (!mailWay.canMail) {
    return (
      <>
        Your address changes when you enter a code. This server doesn’t send email.{" "}
        <AskAdministrator what="for the code" contact={mailWay.supportContact} />
      </>
    );
  }
  const change = "We email a link and a code to it. Your address changes when you use either of them.";
  return hasAddress
    ? `${change} We also tell your current address, which can undo it for ${EMAIL_UNDO_DAYS} days.`
    : change;
}
