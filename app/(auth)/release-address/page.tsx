import type { Metadata } from "next";
import { MailedLinkPage } from "@/components/accounts/mailed-link-page";
import { ResetOrLogIn } from "@/components/accounts/reset-or-log-in";
import { TextLink } from "@/components/ui/text-link";
import { readSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { readAddressRelease } from "@/lib/services/recovery/read-address-release";
import { readPageContext } from "@/lib/web/pages/page";
import { releaseAddressAction } from "./actions";

export const metadata: Metadata = { title: "Remove your email address", robots: { index: false } };

export default async function ReleaseAddressPage() {
  const release = await readAddressRelease(await readPageContext(), { token: await readSecretCookie("release") });
  return (
    <MailedLinkPage
      title="Remove your email address"
      action={releaseAddressAction}
      question={
        release && (
          <>
            <p>
              <strong className="font-semibold wrap-anywhere">{release.email}</strong> is removed from an account that
              isn’t yours. You can then use the address for an account of your own.
            </p>
            <p className="text-muted">The account is disabled. If the account is yours, don’t continue.</p>
          </>
        )
      }
      submitLabel="Remove my address"
      pendingLabel="Removing…"
      appearance="danger"
      nextSteps={<TextLink href={routes.signUp()}>Sign up</TextLink>}
      validFor="1 hour"
      alternatives={<ResetOrLogIn />}
    />
  );
}
