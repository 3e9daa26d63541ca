import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { RecoveryCodesPage } from "@/components/two-factor/recovery-codes-page";
import { routes } from "@/lib/routes";
import { getTwoFactor } from "@/lib/services/two-factor/get-two-factor";
import { requireUser } from "@/lib/web/pages/page";
import { confirmRecoveryCodesAction, renewRecoveryCodesAction } from "./actions";

export const metadata: Metadata = { title: "Recovery codes", robots: { index: false } };

export default async function RecoveryCodes() {
  const context = await requireUser(routes.recoveryCodes());
  const { enabled, recovery_codes: codes } = await getTwoFactor(context);
  // The first authenticator app creates them.
  if (!enabled) redirect(routes.security());
  const now = context.now().toISOString();
  return (
    <RecoveryCodesPage
      codes={codes}
      owner={{ account: context.actor.profile.email, origin: context.settings.publicOrigin, createdAt: now }}
      now={now}
      renewAction={renewRecoveryCodesAction}
      confirmAction={confirmRecoveryCodesAction}
    />
  );
}
