import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ReturnedForm } from "@/app/returned-form";
import { AuthenticatorSetUp } from "@/components/two-factor/authenticator-set-up";
import { ChangesFrozen } from "@/components/two-factor/changes-frozen";
import { VerifyAddressFirst } from "@/components/two-factor/verify-address-first";
import { serviceNameOf } from "@/lib/domain/system/service-name";
import { AUTHENTICATORS_MAX } from "@/lib/domain/two-factor/two-factor-limits";
import { routes } from "@/lib/routes";
import { readPendingEmail } from "@/lib/services/accounts/read-pending-email";
import { getTwoFactor } from "@/lib/services/two-factor/get-two-factor";
import { startAuthenticator } from "@/lib/services/two-factor/start-authenticator";
import { requireUser, unlessFrozen, withReauthentication } from "@/lib/web/pages/page";
import type { SearchParams } from "@/lib/web/pages/page-query";
import {
  confirmAuthenticatorAction,
  requestVerificationAction,
  resendVerificationAction,
  verifyAddressAction,
} from "./actions";
import { confirmRecoveryCodesAction } from "../recovery-codes/actions";

export const metadata: Metadata = { title: "Add an authenticator app", robots: { index: false } };

export default async function AuthenticatorPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await requireUser(routes.addAuthenticator());
  const { enabled, authenticators, email_verification_required: mustVerifyOwnEmail } = await getTwoFactor(context);
  // That page explains the limit.
  if (authenticators.length >= AUTHENTICATORS_MAX) redirect(routes.security());
  const { email } = context.actor.profile;
  if (mustVerifyOwnEmail) {
    const waiting = await readPendingEmail(context);
    const secondsSinceRequest =
      waiting?.email === email ? Math.floor((context.now().getTime() - waiting.requestedAt.getTime()) / 1000) : null;
    return (
      <ReturnedForm searchParams={searchParams}>
        <VerifyAddressFirst
          email={email}
          secondsSinceRequest={secondsSinceRequest}
          mustSetUp={context.actor.mustSetUpTwoFactor}
          requestAction={requestVerificationAction}
          resendAction={resendVerificationAction}
          codeAction={verifyAddressAction}
        />
      </ReturnedForm>
    );
  }
  const started = await unlessFrozen(withReauthentication(routes.addAuthenticator(), startAuthenticator(context, {})));
  if (started.output === null)
    return <ChangesFrozen message={started.refusal} mustSetUp={context.actor.mustSetUpTwoFactor} />;
  return (
    <ReturnedForm searchParams={searchParams}>
      <AuthenticatorSetUp
        pending={started.output}
        isFirst={!enabled}
        mustSetUp={context.actor.mustSetUpTwoFactor}
        owner={{
          account: email,
          service: serviceNameOf(context.settings),
          origin: context.settings.publicOrigin,
          createdAt: context.now().toISOString(),
        }}
        confirmAction={confirmAuthenticatorAction}
        name={authenticators.length === 0 ? "Phone" : `Phone ${authenticators.length + 1}`}
        confirmCodesAction={confirmRecoveryCodesAction}
      />
    </ReturnedForm>
  );
}
