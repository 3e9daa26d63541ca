import type { Metadata } from "next";
import { AccountNotice } from "@/components/accounts/account-notice";
import { NextSteps } from "@/components/accounts/next-steps";
import { ProfileSettings } from "@/components/accounts/profile-settings";
import { SettingsPage } from "@/components/layout/settings-page";
import { routes } from "@/lib/routes";
import { getProfile } from "@/lib/services/accounts/get-profile";
import { readPendingEmail } from "@/lib/services/accounts/read-pending-email";
import { readNextSteps } from "@/lib/services/next-steps/read-next-steps";
import { readRecoveryOptions } from "@/lib/services/recovery/read-recovery-options";
import { requireUser } from "@/lib/web/pages/page";
import type { SearchParams } from "@/lib/web/pages/page-query";
import { hideNextStepAction, saveProfileAction, showNextStepsAction } from "./actions";
import { cancelEmailChangeAction } from "./email/actions";

export const metadata: Metadata = { title: "Profile", robots: { index: false } };

export default async function AccountPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await requireUser(routes.account());
  const profile = getProfile(context);
  return (
    <SettingsPage title="Profile" section="profile">
      <AccountNotice after={(await searchParams)["after"]} name={profile.full_name ?? profile.username} />
      <NextSteps
        steps={await readNextSteps(context, { of: "account" })}
        hideAction={hideNextStepAction}
        showAction={showNextStepsAction}
      />
      <ProfileSettings
        profile={profile}
        pendingEmail={(await readPendingEmail(context))?.email ?? null}
        canMail={readRecoveryOptions(context).canMail}
        saveProfile={saveProfileAction}
        cancelEmailChange={cancelEmailChangeAction}
      />
    </SettingsPage>
  );
}
