import { Badge } from "@/components/ui/badge";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { isReleasedAddress } from "@/lib/domain/accounts/released-address";
import { routes } from "@/lib/routes";
import { NoMailAlert } from "./no-mail-alert";
import { RequestLinkForm } from "./request-link-form";
import { shownEmail } from "./shown-email";

type EmailSettingsProps = {
  email: string;
  isVerified: boolean;
  mailWay: { canMail: boolean; supportContact: string | null };
  requestAction: FormStateAction;
  codeAction: FormStateAction;
};

export function EmailSettings({ email, isVerified, mailWay, requestAction, codeAction }: EmailSettingsProps) {
  const canVerify = !isVerified && mailWay.canMail && !isReleasedAddress(email);
  return (
    <>
      {!mailWay.canMail && <NoMailAlert supportContact={mailWay.supportContact} />}
      <Panel id="address" title="Your address">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="wrap-anywhere">{shownEmail(email)}</span>
          <Badge tone={isVerified ? "ok" : "neutral"}>{isVerified ? "Verified" : "Not verified"}</Badge>
        </p>
        <div className="flex max-w-form flex-col gap-4">
          <RequestLinkForm
            requestAction={requestAction}
            codeAction={codeAction}
            path={routes.changeEmail()}
            emailLabel="New address"
            requestLabel="Change address"
            codeLabel="Verify address"
            codeHint="8 digits, valid for 10 minutes. The link in the same email is valid for 24 hours."
            {...(canVerify && { own: { email, label: "Send verification link" } })}
            canMail={mailWay.canMail}
            hint={
              mailWay.canMail
                ? "We email a link and a code to the new address. Your address changes when you use either of them. We also notify your current address. You can undo the change from there for 7 days."
                : "Ask an administrator for the link or the code to the new address. Your address changes when you use either of them."
            }
          />
        </div>
      </Panel>
    </>
  );
}
