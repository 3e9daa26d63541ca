import type { Metadata } from "next";
import { ReturnedForm } from "@/app/returned-form";
import { SettingsPage } from "@/components/layout/settings-page";
import { TwoFactorSettings } from "@/components/two-factor/two-factor-settings";
import { routes } from "@/lib/routes";
import { readRecoveryOptions } from "@/lib/services/recovery/read-recovery-options";
import { getTwoFactor } from "@/lib/services/two-factor/get-two-factor";
import { requireUser } from "@/lib/web/pages/page";
import type { SearchParams } from "@/lib/web/pages/page-query";
import {
  disableTwoFactorAction,
  forgetBrowsersAction,
  removeAuthenticatorAction,
  renameAuthenticatorAction,
} from "./actions";

export const metadata: Metadata = { title: "Two-factor authentication", robots: { index: false } };

export default async function SecurityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await requireUser(routes.security());
  const twoFactor = await getTwoFactor(context);
  const { canMail } = readRecoveryOptions(context);
  return (
    <ReturnedForm searchParams={searchParams}>
      <SettingsPage title="Two-factor authentication">
        <TwoFactorSettings
          twoFactor={twoFactor}
          mustVerifyEmail={canMail && context.actor.profile.emailVerifiedAt === null}
          now={context.now().toISOString()}
          renameAction={renameAuthenticatorAction}
          removeAction={removeAuthenticatorAction}
          forgetBrowsersAction={forgetBrowsersAction}
          disableAction={disableTwoFactorAction}
        />
      </SettingsPage>
    </ReturnedForm>
  );
}
