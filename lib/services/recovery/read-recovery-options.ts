import type { MailWay } from "@/lib/domain/mail/mail-way";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { mailWayOf } from "../mail/shared/mail-way";

/** Whether this server sends mail, and whom users contact when it doesn't. */
export function readRecoveryOptions(context: Context<"mail">): MailWay {
  authorize(context, "accounts:recover");
  return mailWayOf(context);
}
