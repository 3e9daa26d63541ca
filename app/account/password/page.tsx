import type { Metadata } from "next";
import { ChangePasswordForm } from "@/components/accounts/change-password-form";
import { AuthPage } from "@/components/layout/auth-page";
import { SettingsForm } from "@/components/layout/settings-form";
import { SettingsPage } from "@/components/layout/settings-page";
import { routes } from "@/lib/routes";
import { getProfile } from "@/lib/services/accounts/get-profile";
import { readPasswordDemand, type PasswordDemand } from "@/lib/services/accounts/read-password-demand";
import { readPasswordLength } from "@/lib/services/accounts/read-password-length";
import { requireUser } from "@/lib/web/pages/page";
import { changePasswordAction } from "./actions";

export const metadata: Metadata = { title: "Change password", robots: { index: false } };

const demandSentences: Record<PasswordDemand, string> = {
  administrator: "An administrator requires a new password for your account. Choose one to continue.",
  temporary: "You logged in with a temporary password. Choose your own to continue.",
  two_factor_off:
    "Your account no longer uses two-factor authentication, so your password may be too short. Choose a new one to continue.",
  breach: "Your password appeared in a data breach. Choose a new one to continue.",
};

export default async function ChangePasswordPage() {
  const context = await requireUser(routes.changePassword());
  const { email } = await getProfile(context);
  const form = (
    <ChangePasswordForm action={changePasswordAction} username={email} length={readPasswordLength(context)} />
  );
  // Until then, every other page redirects here.
  if (context.actor.mustChangePassword) {
    return (
      <AuthPage title="Choose a new password" lead={demandSentences[await readPasswordDemand(context)]}>
        {form}
      </AuthPage>
    );
  }
  return (
    <SettingsPage title="Change password" lead="This ends all your other sessions." section="security" isBelow>
      <div className="rounded-lg border border-border bg-panel p-4 shadow-panel sm:p-6">
        <SettingsForm>{form}</SettingsForm>
      </div>
    </SettingsPage>
  );
}
