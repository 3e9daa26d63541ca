import type { Metadata } from "next";
import { MailedLinkPage } from "@/components/accounts/mailed-link-page";
import { ButtonLink } from "@/components/ui/button-link";
import { TextLink } from "@/components/ui/text-link";
import { readSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { readEmailChange } from "@/lib/services/accounts/read-email-change";
import { readRecoveryOptions } from "@/lib/services/recovery/read-recovery-options";
import { readPageContext } from "@/lib/web/pages/page";
import { confirmEmailAction } from "./actions";

export const metadata: Metadata = { title: "Verify your email address", robots: { index: false } };

export default async function ConfirmEmailPage() {
  const context = await readPageContext();
  const change = await readEmailChange(context, { token: await readSecretCookie("email") });
  return (
    <MailedLinkPage
      title="Verify your email address"
      action={confirmEmailAction}
      question={
        change && (
          <p>
            Use <strong className="font-semibold wrap-anywhere">{change.email}</strong> for your account. You log in
            with this address, and we send email to it.
          </p>
        )
      }
      submitLabel="Verify address"
      pendingLabel="Verifying…"
      nextSteps={
        <ButtonLink href={routes.account()} appearance="primary">
          Go to your account
        </ButtonLink>
      }
      validFor="24 hours"
      mailWay={readRecoveryOptions(context)}
      alternatives={
        <>
          <ButtonLink href={routes.changeEmail()} appearance="primary">
            Request a new link
          </ButtonLink>
          {context.actor.kind === "user" ? (
            <TextLink href={routes.account()}>Your account</TextLink>
          ) : (
            <TextLink href={routes.logIn()}>Log in</TextLink>
          )}
        </>
      }
    />
  );
}
