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
  const { email, two_factor_enabled: hasSecondFactor } = getProfile(context);
  return (
    <ReturnedForm searchParams={searchParams}>
      <SettingsPage title="Delete account" section="data" isBelow>
        <Panel
          id="what-happens"
          title={`What happens when you delete ${isReleasedAddress(email) ? "your account" : email}`}
        >
          <ul className="flex max-w-prose list-disc flex-col gap-2 pl-5">
            <li>All your sessions end, including those of API clients. You can’t log in again.</li>
            <li>
              An administrator can restore your account for 30 days, if you ask.
              {supportContact !== null && (
                <>
                  {" "}
                  Contact: <SupportContact contact={supportContact} />
                </>
              )}
            </li>
            <li>
              After 30 days, your account and its data are erased. Until then, your address and username stay reserved.
              The audit log keeps its events.
            </li>
          </ul>
          <p className="max-w-prose text-muted">
            Unless you confirmed your password{hasSecondFactor && " and a code"} in the last 10 minutes, we ask for{" "}
            {hasSecondFactor ? "them" : "it"} first.
          </p>
          <DeleteAccountForm action={deleteAccountAction} />
        </Panel>
      </SettingsPage>
    </ReturnedForm>
  );
}
