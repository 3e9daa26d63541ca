import { settlePendingForm } from "@/lib/data/pending-forms";
import { PENDING_FORM_MINUTES } from "@/lib/domain/sessions/pending-forms";
import type { PendingFormContent, PendingFormResult } from "@/lib/schemas/pending-forms";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { sealContent } from "./shared/pending-form-content";

/** Records the result of a claimed form for the page that shows it. */
export async function settleForm(
  context: Context<"writing" | "secrets">,
  { id, content, result }: { id: string; content: PendingFormContent; result: PendingFormResult },
): Promise<void> {
  const { sessionId } = authorizeUser(context, "sessions:log-out");
  const sealedContent = sealContent(context, id, { ...content, result });
  const expiresAt = new Date(context.now().getTime() + PENDING_FORM_MINUTES * 60 * 1000);
  await context.write((tx) => settlePendingForm(tx, { id, sessionId }, { sealedContent, expiresAt }));
}
