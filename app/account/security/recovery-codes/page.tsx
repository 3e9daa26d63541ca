import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ReturnedForm } from "@/app/returned-form";
import { RecoveryCodesPage } from "@/components/two-factor/recovery-codes-page";
import { serviceNameOf } from "@/lib/domain/system/service-name";
import { routes } from "@/lib/routes";
import { getTwoFactor } from "@/lib/services/two-factor/get-two-factor";
import { requireUser } from "@/lib/web/pages/page";
import type { SearchParams } from "@/lib/web/pages/page-query";
import { confirmRecoveryCodesAction, renewRecoveryCodesAction } from "./actions";

export const metadata: Metadata = { title: "Recovery codes", robots: { index: false } };

export default async function RecoveryCodes({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await requireUser(routes.recoveryCodes());
  const { enabled, recovery_codes: codes } = await getTwoFactor(context);
  // The first authenticator app creates them.
  if (!enabled) redirect(routes.security());
  const now = context.now().toISOString();
  return (
    <ReturnedForm searchParams={searchParams}>
      <RecoveryCodesPage
        codes={codes}
        owner={{
          account: context.actor.profile.email,
          service: serviceNameOf(context.settings),
          origin: context.settings.publicOrigin,
          createdAt: now,
        }}
        now={now}
        renewAction={renewRecoveryCodesAction}
        confirmAction={confirmRecoveryCodesAction}
      />
    </ReturnedForm>
  );
}
