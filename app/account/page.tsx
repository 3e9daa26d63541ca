import type { Metadata } from "next";
import { NextSteps } from "@/components/accounts/next-steps";
import { ProfileSettings } from "@/components/accounts/profile-settings";
import { SettingsPage } from "@/components/layout/settings-page";
import { routes } from "@/lib/routes";
import { getProfile } from "@/lib/services/accounts/get-profile";
import { readPendingEmail } from "@/lib/services/accounts/read-pending-email";
import { readNextSteps } from "@/lib/services/next-steps/read-next-steps";
import { readRecoveryOptions } from "@/lib/services/recovery/read-recovery-options";
import { requireUser } from "@/lib/web/pages/page";
import { putAwayNextStepsAction, saveProfileAction } from "./actions";
import { cancelEmailChangeAction } from "./email/actions";

export const metadata: Metadata = { title: "Profile", robots: { index: false } };

export default async function AccountPage() {
  const context = await requireUser(routes.account());
  return (
    <SettingsPage title="Profile" section="profile">
      <NextSteps steps={await readNextSteps(context)} putAway={putAwayNextStepsAction} />
      <ProfileSettings
        profile={getProfile(context)}
        pendingEmail={await readPendingEmail(context)}
        canMail={readRecoveryOptions(context).canMail}
        saveProfile={saveProfileAction}
        cancelEmailChange={cancelEmailChangeAction}
      />
    </SettingsPage>
  );
}
