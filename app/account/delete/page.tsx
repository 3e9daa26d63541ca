import type { Metadata } from "next";
import { ReturnedForm } from "@/app/returned-form";
import { DeleteAccountForm } from "@/components/accounts/delete-account-form";
import { SettingsPage } from "@/components/layout/settings-page";
import { Panel } from "@/components/ui/panel";
import { SupportContact } from "@/components/ui/support-contact";
import { isReleasedAddress } from "@/lib/domain/accounts/released-address";
import { routes } from "@/lib/routes";
import { getProfile } from "@/lib/services/accounts/get-profile";
import { requireUser } from "@/lib/web/pages/page";
import type { SearchParams } from "@/lib/web/pages/page-query";
import { deleteAccountAction } from "./actions";

export const metadata: Metadata = { title: "Delete account", robots: { index: false } };

export default async function DeleteAccountPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await requireUser(routes.deleteAccount());
  const { supportContact } = context.settings;
  const { email } = getProfile(context);
  const account = isReleasedAddress(email) ? "your account" : email;
  return (
    <ReturnedForm searchParams={searchParams}>
      <SettingsPage title="Delete account" section="data" isBelow>
        <Panel id="what-happens" title={`What happens when you delete ${account}`}>
          <ul className="flex max-w-prose list-disc flex-col gap-2 pl-5">
            <li>All your sessions end. You can’t log in again.</li>
            <li>
              For 30 days, an administrator can restore your account if you ask.
              {supportContact !== null && (
                <>
                  {" "}
                  Contact: <SupportContact contact={supportContact} />
                </>
              )}
            </li>
            <li>Then it is erased with its data. The audit log keeps its events.</li>
          </ul>
          <DeleteAccountForm action={deleteAccountAction} account={account} />
        </Panel>
      </SettingsPage>
    </ReturnedForm>
  );
}
