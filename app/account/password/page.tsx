import type { Metadata } from "next";
import { ChangePasswordForm } from "@/components/accounts/change-password-form";
import { AuthPage } from "@/components/layout/auth-page";
import { SettingsPage } from "@/components/layout/settings-page";
import { routes } from "@/lib/routes";
import { getProfile } from "@/lib/services/accounts/get-profile";
import { readPasswordLength } from "@/lib/services/accounts/read-password-length";
import { requireUser } from "@/lib/web/pages/page";
import { changePasswordAction } from "./actions";

export const metadata: Metadata = { title: "Change password", robots: { index: false } };

export default async function ChangePasswordPage() {
  const context = await requireUser(routes.changePassword());
  const { email } = await getProfile(context);
  const form = (
    <ChangePasswordForm action={changePasswordAction} username={email} length={readPasswordLength(context)} />
  );
  // Until then, every other page redirects here.
  if (context.actor.mustChangePassword) {
    const lead =
      "Choose a new password to continue. An administrator requires it, your password appeared in a data breach, or it may be too short without two-factor authentication.";
    return (
      <AuthPage title="Choose a new password" lead={lead}>
        {form}
      </AuthPage>
    );
  }
  return (
    <SettingsPage
      title="Change password"
      lead="This ends all your other sessions, including those of API clients."
      section="security"
      isBelow
    >
      <div className="w-full max-w-form rounded-lg border border-border bg-panel p-4 shadow-panel sm:p-6">{form}</div>
    </SettingsPage>
  );
}
