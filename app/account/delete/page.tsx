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
      <Panel id="what-happens" title={`What happens to ${email}`}>
        <ul className="flex max-w-prose list-disc flex-col gap-2 pl-5">
          <li>You are logged out everywhere at once, programs included, and nobody can log in any more.</li>
          <li>For 30 days an administrator can still bring the account back, if you ask for it.</li>
          <li>
            Then all that is kept about you is erased for good. Nobody else can take your address or username before
            that.
          </li>
        </ul>
        <p className="max-w-prose text-muted">
          If you logged in more than ten minutes ago, you are asked for your password first.
        </p>
        <DeleteAccountForm action={deleteAccountAction} />
      </Panel>
    </SettingsPage>
  );
}
