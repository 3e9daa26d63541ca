import type { Metadata } from "next";
import { MailedLinkPage } from "@/components/accounts/mailed-link-page";
import { ResetOrLogIn } from "@/components/accounts/reset-or-log-in";
import { readSecretCookie } from "@/lib/auth/cookies";
import { readEmailUndo } from "@/lib/services/accounts/read-email-undo";
import { readRecoveryOptions } from "@/lib/services/recovery/read-recovery-options";
import { readPageContext } from "@/lib/web/pages/page";
import { undoEmailAction } from "./actions";

export const metadata: Metadata = { title: "Restore your email address", robots: { index: false } };

export default async function UndoEmailPage() {
  const context = await readPageContext();
  const undo = await readEmailUndo(context, { token: await readSecretCookie("undo") });
  return (
    <MailedLinkPage
      title="Restore your email address"
      action={undoEmailAction}
      question={
        undo && (
          <>
            <p>
              <strong className="font-semibold wrap-anywhere">{undo.email}</strong> becomes the address of your account
              again.
            </p>
            <p className="text-muted">All your sessions end. Your password doesn’t change, so reset it afterwards.</p>
          </>
        )
      }
      submitLabel="Restore this address"
      pendingLabel="Restoring…"
      nextSteps={<ResetOrLogIn />}
      validFor="7 days"
      mailWay={readRecoveryOptions(context)}
      alternatives={<ResetOrLogIn />}
    />
  );
}
