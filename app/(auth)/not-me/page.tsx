import type { Metadata } from "next";
import { MailedLinkPage } from "@/components/accounts/mailed-link-page";
import { NotMeQuestion } from "@/components/accounts/not-me-question";
import { ResetOrLogIn } from "@/components/accounts/reset-or-log-in";
import { readSecretCookie } from "@/lib/auth/cookies";
import { readNotice } from "@/lib/services/recovery/read-notice";
import { readRecoveryOptions } from "@/lib/services/recovery/read-recovery-options";
import { readPageContext } from "@/lib/web/pages/page";
import { reportNotMeAction } from "./actions";

export const metadata: Metadata = { title: "This wasn’t you?", robots: { index: false } };

export default async function NotMePage() {
  const context = await readPageContext();
  const notice = await readNotice(context, { token: await readSecretCookie("notice") });
  return (
    <MailedLinkPage
      title="This wasn’t you?"
      action={reportNotMeAction}
      question={notice && <NotMeQuestion kind={notice.kind} />}
      submitLabel="This wasn’t me"
      pendingLabel="Reporting…"
      appearance="danger"
      nextSteps={<ResetOrLogIn />}
      validFor="7 days"
      mailWay={readRecoveryOptions(context)}
      alternatives={<ResetOrLogIn />}
    />
  );
}
