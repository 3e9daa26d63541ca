import { findSecurityNotice } from "@/lib/data/security-notices";
import type { NoticeKind } from "@/lib/domain/accounts/security-notice";
import { authorize } from "../authorize";
import type { Context } from "../context";

/** What a "This wasn't me" link reports; null when the link is invalid or expired. Doesn't use up the link. */
export async function readNotice(
  context: Context<"reading" | "secrets">,
  { token }: { token: string | null },
): Promise<{ kind: NoticeKind } | null> {
  authorize(context, "accounts:recover");
  const notice =
    token === null ? null : await findSecurityNotice(context.db, context.hashSecretToken(token), context.now());
  return notice && { kind: notice.kind };
}
