import type { Metadata } from "next";
import { SettingsPage } from "@/components/layout/settings-page";
import { ButtonLink } from "@/components/ui/button-link";
import { SettingsList, SettingsRow } from "@/components/ui/settings-list";
import { routes } from "@/lib/routes";
import { requireUser } from "@/lib/web/pages/page";

export const metadata: Metadata = { title: "Data", robots: { index: false } };

export default async function AccountDataPage() {
  await requireUser(routes.accountData());
  return (
    <SettingsPage title="Data" section="data">
      <SettingsList>
        <SettingsRow
          id="download"
          title="Download your data"
          state="Profile, sessions, presets, receipts and activity as one JSON file. Passwords and secrets aren’t in it."
          action={<ButtonLink href={routes.exportAccount()}>Download my data</ButtonLink>}
        />
        <SettingsRow
          id="delete"
          title="Delete your account"
          state="An administrator can restore it for 30 days. Then it is erased."
          action={
            <ButtonLink href={routes.deleteAccount()} className="text-danger">
              Delete account
            </ButtonLink>
          }
        />
      </SettingsList>
    </SettingsPage>
  );
}
