import { authorize } from "../authorize";
import type { Context } from "../context";

/** Whether this server can mail at all, and whom people ask where it can't. */
export function readRecoveryOptions(context: Context<"mail">): { canMail: boolean; supportContact: string | null } {
  authorize(context, "accounts:recover");
  return { canMail: context.mailer.transport !== "outbox", supportContact: context.settings.supportContact };
}
