import type { Metadata } from "next";
import { MailedLinkPage } from "@/components/accounts/mailed-link-page";
import { ResetOrLogIn } from "@/components/accounts/reset-or-log-in";
import { TextLink } from "@/components/ui/text-link";
import { readSecretCookie } from "@/lib/auth/cookies";
import { formatDuration } from "@/lib/domain/mail/format-time";
import { routes } from "@/lib/routes";
import { isSignUpOpen } from "@/lib/services/accounts/read-sign-up-mode";
import { readAddressRelease } from "@/lib/services/recovery/read-address-release";
import { readRecoveryOptions } from "@/lib/services/recovery/read-recovery-options";
import { readPageContext } from "@/lib/web/pages/page";
import { releaseAddressAction } from "./actions";

export const metadata: Metadata = { title: "Remove your email address", robots: { index: false } };

export default async function ReleaseAddressPage() {
  const context = await readPageContext();
  const release = await readAddressRelease(context, { token: await readSecretCookie("release") });
  return (
    <MailedLinkPage
      title="Remove your email address"
      action={releaseAddressAction}
      question={
        release && (
          <>
            <p>
              This removes <strong className="font-semibold wrap-anywhere">{release.email}</strong> from an account that
              isn’t yours. Another account can then use the address.
            </p>
            <p className="text-muted">
              It also disables the account, unless it is the only administrator’s. If the account is yours, close this
              page.
            </p>
          </>
        )
      }
      submitLabel="Remove my address"
      pendingLabel="Removing…"
      appearance="danger"
      nextSteps={
        isSignUpOpen(context) ? (
          <TextLink href={routes.signUp()}>Sign up</TextLink>
        ) : (
          <TextLink href={routes.home()}>Go to the password generator</TextLink>
        )
      }
      validFor={formatDuration(context.settings.resetTokenMinutes)}
      mailWay={readRecoveryOptions(context)}
      alternatives={<ResetOrLogIn />}
    />
  );
}
