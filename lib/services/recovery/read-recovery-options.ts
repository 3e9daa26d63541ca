import { authorize } from "../authorize";
import type { Context } from "../context";

/** Whether this server sends mail, and whom users contact when it doesn't. */
export function readRecoveryOptions(context: Context<"mail">): { canMail: boolean; supportContact: string | null } {
  authorize(context, "accounts:recover");
  return { canMail: context.mailer.transport !== "outbox", supportContact: context.settings.supportContact };
}
