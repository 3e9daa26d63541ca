import type { Metadata } from "next";
import { RefusedLink, UsedOrReplaced } from "@/components/accounts/refused-link";
import { ReleaseAddressForm } from "@/components/accounts/release-address-form";
import { ResetOrLogIn } from "@/components/accounts/reset-or-log-in";
import { ResetPasswordForm } from "@/components/accounts/reset-password-form";
import { AuthPage } from "@/components/layout/auth-page";
import { readSecretCookie } from "@/lib/auth/cookies";
import { formatDuration } from "@/lib/domain/mail/format-time";
import { routes } from "@/lib/routes";
import { readRecoveryOptions } from "@/lib/services/recovery/read-recovery-options";
import { readReset } from "@/lib/services/recovery/read-reset";
import { readPageContext } from "@/lib/web/pages/page";
import { requestAddressReleaseAction, setNewPasswordAction } from "./actions";

export const metadata: Metadata = { title: "Choose a new password", robots: { index: false } };

type ResetPasswordPageProps = { searchParams: Promise<{ method?: string | string[] }> };

export default async function ResetPasswordPage({ searchParams }: ResetPasswordPageProps) {
  const { method } = await searchParams;
  const context = await readPageContext();
  const reset = await readReset(context, { token: await readSecretCookie("reset") });
  if (reset === null) {
    const validFor = formatDuration(context.settings.resetTokenMinutes);
    return (
      <RefusedLink actions={<ResetOrLogIn resetLabel="Request a new link" />}>
        <UsedOrReplaced validFor={validFor} mailWay={readRecoveryOptions(context)} />
      </RefusedLink>
    );
  }
  const factor = method === "recovery_code" ? "recovery_code" : "otp";
  return (
    <AuthPage
      title="Choose a new password"
      lead={
        <>
          For <span className="wrap-anywhere text-text">{reset.email}</span>. This ends all your sessions.
        </>
      }
    >
      <ResetPasswordForm
        key={factor}
        action={setNewPasswordAction}
        username={reset.email}
        length={{ min: reset.passwordMin, minWithSecondFactor: reset.passwordMin }}
        factor={reset.needsSecondFactor ? factor : null}
        pages={{ otp: routes.resetPassword(), recovery_code: routes.resetPasswordByRecoveryCode() }}
        submitLabel="Set new password"
      />
      {reset.canReleaseAddress && (
        <ReleaseAddressForm action={requestAddressReleaseAction} canMail={readRecoveryOptions(context).canMail} />
      )}
    </AuthPage>
  );
}
