import type { Metadata } from "next";
import { ReturnedForm } from "@/app/returned-form";
import { EmailSettings } from "@/components/accounts/email-settings";
import { PendingEmail } from "@/components/accounts/pending-email";
import { SettingsPage } from "@/components/layout/settings-page";
import { AskAdministrator } from "@/components/ui/support-contact";
import { isReleasedAddress } from "@/lib/domain/accounts/released-address";
import { routes } from "@/lib/routes";
import { getProfile } from "@/lib/services/accounts/get-profile";
import { readPendingEmail } from "@/lib/services/accounts/read-pending-email";
import { readRecoveryOptions } from "@/lib/services/recovery/read-recovery-options";
import { requireUser } from "@/lib/web/pages/page";
import type { SearchParams } from "@/lib/web/pages/page-query";
import { cancelEmailChangeAction, requestAddressAction, resendCodeAction, verifyAddressAction } from "./actions";

export const metadata: Metadata = { title: "Change email address", robots: { index: false } };

export default async function EmailPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await requireUser(routes.changeEmail());
  const { email, email_verified: isVerified } = getProfile(context);
  const mailWay = readRecoveryOptions(context);
  // A form that comes back from re-authentication is shown itself.
  const { another, pending } = await searchParams;
  const asksForAddress = another !== undefined || pending !== undefined;
  const waiting = asksForAddress ? null : await readPendingEmail(context);
  if (waiting !== null) {
    return (
      <SettingsPage
        title={`Verify ${waiting.email}`}
        section="profile"
        isBelow
        lead={
          mailWay.canMail ? (
            "We sent a link and a code to this address. Open the link, or enter the code. If nothing comes within a few minutes, check the spam folder."
          ) : (
            <>
              This server doesn’t send email.{" "}
              <AskAdministrator
                what="for the code"
                where="They find it under Administration > Mail."
                contact={mailWay.supportContact}
              />
            </>
          )
        }
      >
        <div className="flex flex-col gap-4 rounded-lg border border-border bg-panel p-4 shadow-panel sm:p-6">
          <PendingEmail
            email={waiting.email}
            secondsSinceRequest={Math.floor((context.now().getTime() - waiting.requestedAt.getTime()) / 1000)}
            canMail={mailWay.canMail}
            codeAction={verifyAddressAction}
            resendAction={resendCodeAction}
            cancelAction={cancelEmailChangeAction}
          />
        </div>
      </SettingsPage>
    );
  }
  return (
    <ReturnedForm searchParams={searchParams}>
      <SettingsPage
        title={isReleasedAddress(email) ? "Add an email address" : "Change email address"}
        section="profile"
        isBelow
        lead={leadFor({ canMail: mailWay.canMail, hasAddress: !isReleasedAddress(email) })}
      >
        <EmailSettings email={email} isVerified={isVerified} mailWay={mailWay} requestAction={requestAddressAction} />
      </SettingsPage>
    </ReturnedForm>
  );
}

function leadFor({ canMail, hasAddress }: { canMail: boolean; hasAddress: boolean }): string | undefined {
  if (!hasAddress) return "Your account has no email address: the owner of the mailbox removed it.";
  return canMail ? "You log in with it, and you can reset your password with it." : undefined;
}
