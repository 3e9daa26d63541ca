import type { Metadata } from "next";
import { DeleteAccountForm } from "@/components/accounts/delete-account-form";
import { SettingsPage } from "@/components/layout/settings-page";
import { Panel } from "@/components/ui/panel";
import { routes } from "@/lib/routes";
import { getProfile } from "@/lib/services/accounts/get-profile";
import { requireUser } from "@/lib/web/pages/page";
import { deleteAccountAction } from "./actions";

export const metadata: Metadata = { title: "Delete account", robots: { index: false } };

export default async function DeleteAccountPage() {
  const context = await requireUser(routes.deleteAccount());
  const { email } = await getProfile(context);
  return (
    <SettingsPage title="Delete account">
      <Panel id="what-happens" title={`What happens when you delete ${email}`}>
        <ul className="flex max-w-prose list-disc flex-col gap-2 pl-5">
          <li>All your sessions end, including those of API clients. You can’t log in again.</li>
          <li>An administrator can restore your account for 30 days, if you ask.</li>
          <li>After 30 days, all your data is erased. Until then, your address and username stay reserved.</li>
        </ul>
        <p className="max-w-prose text-muted">
          If you logged in more than 10 minutes ago, we ask for your password first.
        </p>
        <DeleteAccountForm action={deleteAccountAction} />
      </Panel>
    </SettingsPage>
  );
}
