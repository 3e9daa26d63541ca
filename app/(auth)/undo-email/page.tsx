import type { Metadata } from "next";
import { MailedLinkForm } from "@/components/accounts/mailed-link-page";
import { AuthPage } from "@/components/layout/auth-page";
import { ButtonLink } from "@/components/ui/button-link";
import { TextLink } from "@/components/ui/text-link";
import { readSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { readEmailUndo } from "@/lib/services/accounts/read-email-undo";
import { readPageContext } from "@/lib/web/pages/page";
import { undoEmailAction } from "./actions";

export const metadata: Metadata = { title: "Take your address back", robots: { index: false } };

export default async function UndoEmailPage() {
  const undo = await readEmailUndo(await readPageContext(), { token: await readSecretCookie("undo") });
  return (
    <AuthPage title="Take your address back">
      <MailedLinkForm
        action={undoEmailAction}
        question={
          undo && (
            <>
              <p>
                <strong className="font-semibold wrap-anywhere">{undo.email}</strong> becomes the address of your
                account again.
              </p>
              <p className="text-muted">
                Everything that is logged in to it ends. The password stays: choose a new one afterwards.
              </p>
            </>
          )
        }
        submitLabel="Take the address back"
        pendingLabel="Taking it back…"
        afterwards={
          <>
            <ButtonLink href={routes.forgotPassword()} appearance="primary">
              Choose a new password
            </ButtonLink>
            <TextLink href={routes.logIn()}>Log in</TextLink>
          </>
        }
        usedUp={
          <>
            <p className="font-medium">This link is used up or too old.</p>
            <p className="text-muted">
              It works once, for seven days. Once opened, it waits here for ten minutes; if those have passed, open it
              from the mail again.
            </p>
            <TextLink href={routes.forgotPassword()}>Choose a new password</TextLink>
          </>
        }
      />
    </AuthPage>
  );
}
