import type { Metadata } from "next";
import { MailedLinkForm } from "@/components/accounts/mailed-link-page";
import { NotMeQuestion } from "@/components/accounts/not-me-question";
import { AuthPage } from "@/components/layout/auth-page";
import { ButtonLink } from "@/components/ui/button-link";
import { TextLink } from "@/components/ui/text-link";
import { readSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { readNotice } from "@/lib/services/recovery/read-notice";
import { readPageContext } from "@/lib/web/pages/page";
import { reportNotMeAction } from "./actions";

export const metadata: Metadata = { title: "This wasn’t you?", robots: { index: false } };

export default async function NotMePage() {
  const notice = await readNotice(await readPageContext(), { token: await readSecretCookie("notice") });
  return (
    <AuthPage title="This wasn’t you?">
      <MailedLinkForm
        action={reportNotMeAction}
        question={notice && <NotMeQuestion kind={notice.kind} />}
        submitLabel="This wasn’t me"
        pendingLabel="Ending it…"
        appearance="danger"
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
              from the mail again. If you think that somebody knows your password, choose a new one.
            </p>
            <TextLink href={routes.forgotPassword()}>Choose a new password</TextLink>
          </>
        }
      />
    </AuthPage>
  );
}
