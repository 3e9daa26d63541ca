import { Badge } from "@/components/ui/badge";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { routes } from "@/lib/routes";
import { NoMailAlert } from "./no-mail-alert";
import { RequestLinkForm } from "./request-link-form";

type EmailSettingsProps = {
  email: string;
  isVerified: boolean;
  mailWay: { canMail: boolean; supportContact: string | null };
  askAction: FormStateAction;
  codeAction: FormStateAction;
};

/** The address of an account: what it is, having it confirmed, and another one. */
export function EmailSettings({ email, isVerified, mailWay, askAction, codeAction }: EmailSettingsProps) {
  const confirmable = !isVerified && mailWay.canMail;
  return (
    <>
      {!mailWay.canMail && <NoMailAlert supportContact={mailWay.supportContact} />}
      <Panel id="address" title="Your address">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="wrap-anywhere">{email}</span>
          <Badge tone={isVerified ? "ok" : "neutral"}>{isVerified ? "Confirmed" : "Not confirmed"}</Badge>
        </p>
        <div className="flex max-w-form flex-col gap-4">
          <RequestLinkForm
            askAction={askAction}
            codeAction={codeAction}
            path={routes.changeEmail()}
            emailLabel="New address"
            askLabel="Change address"
            codeLabel="Confirm address"
            codeHint="Eight digits. They work for ten minutes. The link in the same mail does, too, for a day."
            {...(confirmable && { own: { email, label: "Mail me a link to confirm it" } })}
            hint="It gets a mail with a link and a code, and replaces the present one once you use either. The present one is told, and can take the change back for seven days."
          />
        </div>
      </Panel>
    </>
  );
}
