import type { Metadata } from "next";
import { ReturnedForm } from "@/app/returned-form";
import { PasswordRow, wasJustChanged } from "@/components/accounts/password-row";
import { SettingsPage } from "@/components/layout/settings-page";
import { SecurityNotice } from "@/components/two-factor/security-notice";
import { TwoFactorSettings } from "@/components/two-factor/two-factor-settings";
import { Alert } from "@/components/ui/alert";
import { SettingsList } from "@/components/ui/settings-list";
import { routes } from "@/lib/routes";
import { getProfile } from "@/lib/services/accounts/get-profile";
import { readRecoveryOptions } from "@/lib/services/recovery/read-recovery-options";
import { listSessions } from "@/lib/services/sessions/list-sessions";
import { getTwoFactor } from "@/lib/services/two-factor/get-two-factor";
import { requireUser } from "@/lib/web/pages/page";
import type { SearchParams } from "@/lib/web/pages/page-query";
import {
  disableTwoFactorAction,
  forgetBrowsersAction,
  removeAuthenticatorAction,
  renameAuthenticatorAction,
} from "./actions";

export const metadata: Metadata = { title: "Security", robots: { index: false } };

export default async function SecurityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await requireUser(routes.security());
  const { mustSetUpTwoFactor } = context.actor;
  const [twoFactor, profile, sessions] = await Promise.all([
    getTwoFactor(context),
    getProfile(context),
    // Not readable before the required set-up.
    mustSetUpTwoFactor ? { items: [] } : listSessions(context),
  ]);
  const { after } = await searchParams;
  const { canMail } = readRecoveryOptions(context);
  const now = context.now().toISOString();
  const sessionSince = sessions.items.find(({ current }) => current)?.created_at ?? now;
  const notice = wasJustChanged({ changedAt: profile.password_changed_at, sessionSince, now }) ? (
    <Alert tone="ok">Your password was changed. All other sessions were ended.</Alert>
  ) : (
    twoFactor.enabled && <SecurityNotice after={after} twoFactor={twoFactor} />
  );
  return (
    <ReturnedForm searchParams={searchParams}>
      <SettingsPage title="Security" section={mustSetUpTwoFactor ? null : "security"}>
        <TwoFactorSettings
          twoFactor={twoFactor}
          notice={notice}
          mustVerifyEmail={canMail && context.actor.profile.emailVerifiedAt === null}
          now={now}
          renameAction={renameAuthenticatorAction}
          removeAction={removeAuthenticatorAction}
          forgetBrowsersAction={forgetBrowsersAction}
          disableAction={disableTwoFactorAction}
        >
          <SettingsList>
            <PasswordRow changedAt={profile.password_changed_at} now={now} />
          </SettingsList>
        </TwoFactorSettings>
      </SettingsPage>
    </ReturnedForm>
  );
}
