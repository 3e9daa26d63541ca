import { mailedCodeMinutes } from "@/lib/domain/accounts/mailed-code";
import type { MailWay } from "@/lib/domain/mail/mail-way";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { mailWayOf } from "../mail/shared/mail-way";

/** Whether this server sends mail, whom users contact when it doesn't, and how long a reset's link and code are valid. */
export function readRecoveryOptions(
  context: Context<"mail">,
): MailWay & { resetLinkMinutes: number; resetCodeMinutes: number } {
  authorize(context, "accounts:recover");
  const mailWay = mailWayOf(context);
  const linkMinutes = context.settings.resetTokenMinutes;
  return {
    ...mailWay,
    resetLinkMinutes: linkMinutes,
    resetCodeMinutes: mailedCodeMinutes({ canMail: mailWay.canMail, linkMinutes }),
  };
}
