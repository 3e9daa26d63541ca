import type { Metadata } from "next";
import { AccountOverview } from "@/components/accounts/account-overview";
import { routes } from "@/lib/routes";
import { getProfile } from "@/lib/services/accounts/get-profile";
import { listGroupedActivity } from "@/lib/services/activity/list-grouped-activity";
import { readRecoveryOptions } from "@/lib/services/recovery/read-recovery-options";
import { listSessions } from "@/lib/services/sessions/list-sessions";
import { getTwoFactor } from "@/lib/services/two-factor/get-two-factor";
import { mayAdminister, requireUser } from "@/lib/web/pages/page";
import { saveProfileAction } from "./actions";

export const metadata: Metadata = { title: "Account", robots: { index: false } };

const GROUPS_SHOWN = 10;

export default async function AccountPage() {
  const context = await requireUser(routes.account());
  const [profile, twoFactor, sessions, activity] = await Promise.all([
    getProfile(context),
    getTwoFactor(context),
    listSessions(context),
    listGroupedActivity(context, { size: GROUPS_SHOWN }),
  ]);
  return (
    <AccountOverview
      profile={profile}
      twoFactor={twoFactor}
      canAdminister={mayAdminister(context.actor)}
      sessionCount={sessions.items.length}
      sessionSince={sessions.items.find(({ current }) => current)?.created_at ?? profile.created_at}
      activity={activity}
      now={context.now().toISOString()}
      canMail={readRecoveryOptions(context).canMail}
      saveProfile={saveProfileAction}
    />
  );
}
