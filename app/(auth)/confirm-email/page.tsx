import type { Metadata } from "next";
import { MailedLinkForm } from "@/components/accounts/mailed-link-page";
import { AuthPage } from "@/components/layout/auth-page";
import { ButtonLink } from "@/components/ui/button-link";
import { readSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { readEmailChange } from "@/lib/services/accounts/read-email-change";
import { readPageContext } from "@/lib/web/pages/page";
import { confirmEmailAction } from "./actions";

export const metadata: Metadata = { title: "Confirm your address", robots: { index: false } };

export default async function ConfirmEmailPage() {
  const change = await readEmailChange(await readPageContext(), { token: await readSecretCookie("email") });
  return (
    <AuthPage title="Confirm your address">
      <MailedLinkForm
        action={confirmEmailAction}
        question={
          change && (
            <p>
              <strong className="font-semibold wrap-anywhere">{change.email}</strong> becomes the address of your
              account: you log in with it, and mail goes there.
            </p>
          )
        }
        submitLabel="Confirm address"
        pendingLabel="Confirming…"
        afterwards={<ButtonLink href={routes.account()}>Go to your account</ButtonLink>}
        usedUp={
          <>
            <p className="font-medium">This link is used up or too old.</p>
            <p className="text-muted">
              It works once, for a day, and only the newest one does. Once opened, it waits here for ten minutes; if
              those have passed, open it from the mail again.
            </p>
            <ButtonLink href={routes.changeEmail()} className="self-start">
              Ask for a new one
            </ButtonLink>
          </>
        }
      />
    </AuthPage>
  );
}
